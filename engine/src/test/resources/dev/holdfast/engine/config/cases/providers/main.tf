provider "x" {
  alias = "west"
  zone  = var.zone # ERROR: Reference to undeclared input variable
}

resource "x_thing" "a" {
  provider = x.west
}

resource "x_thing" "b" {
  provider = x.east # ERROR: Reference to undefined provider configuration
}
