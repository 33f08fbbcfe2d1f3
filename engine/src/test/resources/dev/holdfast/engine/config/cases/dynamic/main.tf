variable "rules" {
  default = []
}

resource "x_thing" "a" {
  dynamic "rule" {
    for_each = var.rules
    content {
      port = rule.value.port
      dynamic "inner" {
        for_each = rule.value.inner
        iterator = each_inner
        content {
          key  = each_inner.key
          port = rule.value.port
          not  = inner.key # ERROR: Reference to undeclared resource
        }
      }
    }
  }
  plain {
    port = rule.value # ERROR: Reference to undeclared resource
  }
}
