locals {
  a = local.b # ERROR: Cycle: local.a, local.b
  b = local.a
  c = local.c + 1 # ERROR: Cycle: local.c
}

resource "x_thing" "one" { # ERROR: Cycle: x_thing.one, x_thing.two
  name = x_thing.two.name
}

resource "x_thing" "two" {
  name = x_thing.one.name
}

resource "x_thing" "self" {
  name = x_thing.self.id # ERROR: Self-referential block
}
