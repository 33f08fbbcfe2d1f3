# The way between the networks: NAT to the inside, and a firewall that drops what is not allowed.

resource "lab_host" "router" {
  name   = "router"
  image  = lab_image.this.id
  sysctl = { "net.ipv4.ip_forward" = "1" }

  dynamic "network" {
    for_each = local.gateway
    content {
      network = lab_network.this[network.key].name
      address = network.value
    }
  }
}

resource "host_file" "firewall" {
  host = lab_host.router.id
  path = "/etc/nftables.conf"
  mode = "0644"
  content = templatefile("${path.module}/templates/nftables.conf.tftpl", merge(local.networks, {
    public = local.public_address
    lb     = local.lb_address
    dns    = local.dns_address
  }))
}

resource "host_service" "firewall" {
  host      = lab_host.router.id
  name      = "nftables"
  reload_on = { configuration = host_file.firewall.sha256 }
}
