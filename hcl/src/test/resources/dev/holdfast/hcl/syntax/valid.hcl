# A file with something of everything.
terraform {
  required_version = ">= 1.0"
}

variable "size" {
  type    = number # in bytes
  default = 10
}

locals { name = "x" }

resource "host_file" "motd" {
  for_each = { for k, v in var.hosts : k => v if v.enabled && v.size > 2 * var.size }

  path    = "/etc/${each.key}/motd"
  content = <<-EOT
    Welcome to ${each.value.name}
    %{~ for user in each.value.users ~}
      ${user.name}, you have %{ if user.mail > 0 }${user.mail}%{ else }no%{ endif } mails
    %{ endfor ~}
  EOT
  mode    = cond ? "0644" : null
  tags    = merge(local.tags, { a = [1, -2.5e3, "three"], "b" : !true }...)
  ids     = aws_instance.web[*].network[0].ids
  old     = aws_instance.web.*.id.0

  /* a comment
     of two lines */
  lifecycle {
    ignore_changes = [content, tags["a"]]
  }
}

output "é" {
  value = "${provider::text::upper("日本")} $${not} %%{this} \" \u00e9 \\"
}
