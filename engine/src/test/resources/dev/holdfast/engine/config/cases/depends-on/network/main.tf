resource "x_thing" "inside" {}
