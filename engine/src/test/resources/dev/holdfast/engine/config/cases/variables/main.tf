variable "wrong_default" {
  type    = list(string)
  default = "x" # ERROR: Invalid default value for variable
}

variable "no_null" {
  nullable = false
  default  = null # ERROR: Invalid default value for variable
}

variable "needs_scope" {
  default = var.no_null # ERROR: Variables not allowed
}

variable "typed" {
  type = object({
    a = optional(number, 1)
  })
  default = {}
}

variable "checked" {
  validation {
    condition     = length("x") > 0 # ERROR: Invalid variable validation condition
    error_message = "Never."
  }
}

variable "unknown_argument" {
  tpye = string # ERROR: Unsupported argument
}
