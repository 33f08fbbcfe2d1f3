variable "folder" {
  description = "Where the files go."
  type        = string
  default     = "out"
}

variable "services" {
  description = "The port of each service, by its name."
  type        = map(number)
  default = {
    api = 8443
    web = 443
  }
}

variable "status_url" {
  description = "An address to look at; empty for none."
  type        = string
  default     = ""
}
