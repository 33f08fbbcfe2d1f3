module "m" {
  source = "./m"
  old    = 1 # WARNING: Variable marked as deprecated by the module author
}

module "n" {
  source = "./m"
  count  = 2
}

output "a" {
  value = module.m.old # WARNING: Value derived from a deprecated source
}

output "b" {
  value = [module.n[0].old, module.n[*].new] # WARNING: Value derived from a deprecated source
}

output "c" {
  value      = module.m.new
  deprecated = "It is here for those who come."
}
