variable "name" {}

variable "old" {
  default    = 0
  deprecated = "Use name."
}

output "found" {
  value = var.name
}
