terraform {
  required_providers {
    x = { source = "other/x" }
  }
}
