resource "x_thing" "a" {
  count    = 2
  for_each = {} # ERROR: Invalid combination of "count" and "for_each"
}

module "m" {
  source   = "./m"
  count    = 2
  for_each = {} # ERROR: Invalid combination of "count" and "for_each"
}
