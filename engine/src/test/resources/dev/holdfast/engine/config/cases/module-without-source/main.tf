module "none" { # ERROR: Missing required argument
}
