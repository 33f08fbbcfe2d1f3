variable "input" {} # ERROR: Cycle: module.a.var.input, module.b.output.output, module.b.var.input, module.a.output.output

output "output" {
  value = var.input
}
