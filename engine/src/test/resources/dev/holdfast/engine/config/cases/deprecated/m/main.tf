variable "old" {
  default    = null
  deprecated = "Leave it out."
}

output "old" {
  value      = var.old
  deprecated = "Use new."
}

output "new" {
  value = 1
}
