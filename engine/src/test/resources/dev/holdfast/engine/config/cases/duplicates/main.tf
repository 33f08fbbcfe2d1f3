variable "a" {}

variable "a" {} # ERROR: Duplicate variable declaration

locals {
  b = 1
}

locals {
  b = 2 # ERROR: Duplicate local value definition
}

output "c" {
  value = 1
}

output "c" { # ERROR: Duplicate output definition
  value = 2
}

resource "x_thing" "d" {}

resource "x_thing" "d" {} # ERROR: Duplicate resource "x_thing" configuration

data "x_thing" "d" {}

data "x_thing" "d" {} # ERROR: Duplicate data "x_thing" configuration

provider "x" {}

provider "x" {} # ERROR: Duplicate provider configuration

terraform {
  backend "local" {}
}

terraform {
  backend "s3" {} # ERROR: Duplicate backend configuration
}
