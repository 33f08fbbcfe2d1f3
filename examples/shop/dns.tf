# Knot answers for the shop's own names, Unbound resolves for everybody.

resource "lab_host" "dns" {
  name        = "dns"
  image       = lab_image.this.id
  nameservers = ["127.0.0.1"]

  network {
    network = lab_network.this["edge"].name
    address = local.dns_address
    gateway = local.gateway.edge
  }
}

resource "host_file" "zone" {
  host = lab_host.dns.id
  path = "/etc/knot/${var.domain}.zone"
  content = templatefile("${path.module}/templates/zone.tftpl", {
    domain = var.domain
    names = merge(local.web, {
      ns  = local.dns_address
      www = local.public_address
      lb  = local.lb_address
      db1 = local.primary
      db2 = local.replica
    })
  })
}

resource "host_file" "knot" {
  host    = lab_host.dns.id
  path    = "/etc/knot/knot.conf"
  content = templatefile("${path.module}/templates/knot.conf.tftpl", { domain = var.domain })
}

resource "host_service" "knot" {
  host       = lab_host.dns.id
  name       = "knot"
  reload_on  = { zone = host_file.zone.sha256 }
  restart_on = { configuration = host_file.knot.sha256 }
}

resource "host_file" "unbound" {
  host    = lab_host.dns.id
  path    = "/etc/unbound/unbound.conf.d/shop.conf"
  content = templatefile("${path.module}/templates/unbound.conf.tftpl", { domain = var.domain })
}

resource "host_service" "unbound" {
  host       = lab_host.dns.id
  name       = "unbound"
  restart_on = { configuration = host_file.unbound.sha256 }
}
