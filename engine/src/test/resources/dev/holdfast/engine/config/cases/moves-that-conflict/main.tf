resource "x_thing" "kept" {}

moved { # ERROR: Redundant move statement
  from = x_thing.same
  to   = x_thing.same
}

moved {
  from = x_thing.a
  to   = x_thing.b
}

moved { # ERROR: Ambiguous move statements
  from = x_thing.a
  to   = x_thing.c
}

moved { # ERROR: Ambiguous move statements
  from = x_thing.d
  to   = x_thing.b
}

moved { # ERROR: Moved object still exists
  from = x_thing.kept
  to   = x_thing.e
}

moved {
  from = x_thing.kept[0]
  to   = x_thing.kept
}
