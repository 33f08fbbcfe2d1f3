variable "given" {
  default = "x"
}
