variable "web_count" {
  description = "How many web servers share the load."
  type        = number
  default     = 2

  validation {
    condition     = var.web_count >= 1 && var.web_count <= 20
    error_message = "The shop needs between 1 and 20 web servers."
  }
}

variable "domain" {
  description = "The name of the shop. It exists only inside the lab."
  type        = string
  default     = "shop.test"
}

variable "database_password" {
  description = "What the web servers log in to the database with."
  type        = string
  sensitive   = true
  default     = "only-for-the-lab"
}
