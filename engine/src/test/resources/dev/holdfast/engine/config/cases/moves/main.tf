moved {
  from = x_thing.a
  to   = module.m["k"].x_thing.a[0]
}

moved { # ERROR: Invalid "moved" addresses
  from = module.a
  to   = x_thing.a
}

moved {
  from = data.x_thing.a # ERROR: Invalid address
  to   = data.x_thing.b
}

removed {
  from = x_thing.a[0] # ERROR: Invalid "removed" address
}

import { # ERROR: Missing required import argument
  to = x_thing.a
}

import {
  to = module.m # ERROR: Invalid import address
  id = "x"
}

import {
  for_each = { a = "i-1" }
  to       = x_thing.a[each.key]
  id       = each.value
}
