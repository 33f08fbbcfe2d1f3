# No cycle: each uses an output that needs nothing of the other.
module "a" {
  source   = "./m"
  for_each = toset(["k"])
  input    = module.b[each.key].constant
}

module "b" {
  source   = "./m"
  for_each = toset(["k"])
  input    = module.a[each.key].input
}
