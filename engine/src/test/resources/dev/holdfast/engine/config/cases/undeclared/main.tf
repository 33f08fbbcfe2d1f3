variable "region" {
  default = "eu"
}

locals {
  zones = ["${var.region}-a"]
  wrong = var.regoin # ERROR: Reference to undeclared input variable
  later = local.zone # ERROR: Reference to undeclared local value
}

resource "aws_instance" "web" {
  ami  = data.aws_ami.linux.id # ERROR: Reference to undeclared resource
  zone = module.network.zone   # ERROR: Reference to undeclared module
  size = aws_instance.wep.size # ERROR: Reference to undeclared resource
  name = webb                  # ERROR: Invalid reference
}

output "address" {
  value = uper(local.zones[0]) # ERROR: Call to unknown function
}
