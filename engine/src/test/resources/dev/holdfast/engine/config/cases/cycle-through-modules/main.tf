module "a" {
  source = "./a"
  input  = module.b.output
}

module "b" {
  source = "./a"
  input  = module.a.output
}
