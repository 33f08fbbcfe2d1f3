variable "where" {
  default = "./m"
}

locals {
  path = "${var.where}/inner"
}

module "variable" {
  source = var.where
}

module "local" {
  source = local.path
}

module "missing" {
  source = "./nowhere" # ERROR: Unreadable module directory
}

module "registry" {
  source = "hashicorp/consul/aws" # ERROR: Module not installed
}

module "git" {
  source = "git::https://example.org/a.git" # ERROR: Module not installed
}

module "late" {
  source = x_thing.a.path # ERROR: Value not known early enough
}

resource "x_thing" "a" {}
