moved { # ERROR: Cyclic dependency in move statements
  from = x_thing.a
  to   = x_thing.b
}

moved {
  from = x_thing.b
  to   = module.m.x_thing.c
}

moved {
  from = module.m
  to   = module.n
}

moved {
  from = module.n.x_thing.c
  to   = x_thing.a
}
