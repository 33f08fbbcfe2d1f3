resource "x_thing" "first" {}

resource "x_thing" "fifth" {
  depends_on = x_thing.first # ERROR: Invalid expression
}

resource "x_thing" "sixth" {
  depends_on = ["x_thing.first"] # WARNING: Quoted references are deprecated
}
