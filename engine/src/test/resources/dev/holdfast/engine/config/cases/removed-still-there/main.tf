resource "x_thing" "a" {}

removed { # ERROR: Removed object still exists
  from = x_thing.a
}

removed {
  from = x_thing.b
}
