variable "size" {
  type        = number
  default     = 1
  description = "How many boxes."

  validation {
    condition     = var.size > 0
    error_message = "There must be a box."
  }
}

locals {
  names = { for index in range(var.size) : "box-${index}" => format("%03d", index) }
  text  = <<-EOT
    %{for name, number in local.names~}
    ${name} = ${upper(number)}
    %{endfor~}
  EOT
}

resource "terraform_data" "box" {
  for_each = local.names
  input = {
    name = each.key
    list = [each.value, true, null, 1.5]
    json = jsonencode({ name = each.key, tags = { a = "b" } })
  }
}

resource "terraform_data" "report" {
  input            = local.text
  triggers_replace = length(local.names)
}

output "boxes" {
  value = { for name, box in terraform_data.box : name => box.output.list[0] }
}

output "secret" {
  value     = sensitive(join(",", keys(local.names)))
  sensitive = true
}
