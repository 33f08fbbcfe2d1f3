module "m" { # ERROR: Missing required argument
  source = "./m"
  nmae   = "x"          # ERROR: Unsupported argument
  old    = 1            # WARNING: Variable marked as deprecated by the module author
}

output "o" {
  value = module.m.missing # ERROR: Unsupported attribute
}
