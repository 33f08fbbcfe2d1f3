# Four networks, with the router between them.

locals {
  networks = {
    internet = "203.0.113.0/24"
    edge     = "10.10.0.0/24"
    app      = "10.10.1.0/24"
    data     = "10.10.2.0/24"
  }

  # The router is the first address of each network.
  gateway = { for name, cidr in local.networks : name => cidrhost(cidr, 1) }

  public_address = local.gateway.internet
  dns_address    = cidrhost(local.networks.edge, 53)
  lb_address     = cidrhost(local.networks.edge, 80)
  primary        = cidrhost(local.networks.data, 5)
  replica        = cidrhost(local.networks.data, 6)
  client_address = cidrhost(local.networks.internet, 50)

  web = {
    for i in range(var.web_count) : "web${i + 1}" => cidrhost(local.networks.app, 11 + i)
  }
}

resource "lab_network" "this" {
  for_each = local.networks

  name = each.key
  cidr = each.value
}
