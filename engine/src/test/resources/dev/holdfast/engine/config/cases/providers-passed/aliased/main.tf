terraform {
  required_providers {
    x = {
      source                = "acme/x"
      configuration_aliases = [x.west]
    }
  }
}
