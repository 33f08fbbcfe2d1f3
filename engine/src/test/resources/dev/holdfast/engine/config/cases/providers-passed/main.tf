terraform {
  required_providers {
    x = { source = "acme/x" }
  }
}

provider "x" {}

module "mismatch" {
  source = "./m"
  providers = {
    x = x # ERROR: Provider type mismatch
  }
}

module "unknown_alias" { # ERROR: Missing required provider configuration
  source = "./aliased"
  providers = {
    x.wets = x # ERROR: Reference to undefined provider
  }
}
