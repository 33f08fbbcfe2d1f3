module "network" {
  source     = "./network"
  depends_on = [x_thing.first]
}

resource "x_thing" "first" {}

resource "x_thing" "second" {
  depends_on = [module.network, x_thing.first]
}

resource "x_thing" "third" {
  depends_on = [x_thing.first.id] # ERROR: Invalid depends_on reference
}

resource "x_thing" "fourth" {
  depends_on = [x_thing.missing] # ERROR: Reference to undeclared resource
}

