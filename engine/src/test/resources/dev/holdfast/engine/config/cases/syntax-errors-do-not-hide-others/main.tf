resource "x_thing" "a" {
  name =  # ERROR: Invalid expression
}

variable "count" {} # ERROR: Invalid variable name
