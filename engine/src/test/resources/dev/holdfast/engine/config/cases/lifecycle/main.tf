resource "x_thing" "a" {
  lifecycle {
    create_before_destroy = "maybe" # ERROR: Unsuitable value type
    ignore_changes        = [tags["x"], rule[0].port]
    replace_triggered_by  = [var.x] # ERROR: Invalid replace_triggered_by expression
  }
}

resource "x_thing" "b" {
  lifecycle {}
  lifecycle {} # ERROR: Duplicate lifecycle block
}

variable "x" {}

data "x_thing" "c" {
  lifecycle {
    prevent_destroy = true # ERROR: Invalid data resource lifecycle argument
  }
}

output "o" {
  value = 1
  postcondition { # ERROR: Postconditions are not allowed
    condition     = true
    error_message = ""
  }
}
