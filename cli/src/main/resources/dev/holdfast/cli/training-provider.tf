terraform {
  required_providers {
    training = {
      source = "hashicorp/training"
    }
  }
}

provider "training" {}
