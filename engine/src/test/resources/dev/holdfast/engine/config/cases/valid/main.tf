terraform {
  required_providers {
    x = {
      source  = "acme/x"
      version = "~> 1.2, != 1.2.5"
    }
  }
}

variable "names" {
  type    = set(string)
  default = ["a"]
  validation {
    condition     = length(var.names) < local.most
    error_message = "At most ${local.most}."
  }
}

locals {
  most  = 10
  upper = { for name in var.names : name => upper(name) }
}

module "m" {
  source   = "./m"
  for_each = var.names
  name     = local.upper[each.key]
}

resource "x_thing" "a" {
  count = length(var.names)
  name  = "${path.module}/${terraform.workspace}-${count.index}"
  other = [for m in module.m : m.name]
  same  = values(module.m)[*].name
  key   = module.m["a"].name
  _ {
    count = 3
  }
}

output "all" {
  value      = x_thing.a[*].id
  depends_on = [module.m]
}
