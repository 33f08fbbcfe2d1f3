module "again" {
  source = "../m" # ERROR: Module calls itself
}
