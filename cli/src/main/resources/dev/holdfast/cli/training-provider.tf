terraform {
  required_providers {
    training = {
      source = "hashicorp/training"
    }
  }
}

provider "training" {}

variable "text" {
  type    = string
  default = "text"
}

resource "training_box" "box" {
  count = 3
  name  = "box-${count.index}"
  text  = var.text
}
