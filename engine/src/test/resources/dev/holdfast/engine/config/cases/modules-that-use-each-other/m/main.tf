variable "input" {}

output "constant" {
  value = 1
}

output "input" {
  value = var.input
}
