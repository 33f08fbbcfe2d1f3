# HAProxy in front of the web servers, with a health check twice a second.

resource "lab_host" "lb" {
  name        = "lb"
  image       = lab_image.this.id
  nameservers = [local.dns_address]

  network {
    network = lab_network.this["edge"].name
    address = local.lb_address
    gateway = local.gateway.edge
  }
}

resource "host_file" "haproxy" {
  host    = lab_host.lb.id
  path    = "/etc/haproxy/haproxy.cfg"
  content = templatefile("${path.module}/templates/haproxy.cfg.tftpl", { servers = local.web })

  # A server takes part in the load only once it answers.
  depends_on = [host_service.nginx, host_service.shop]
}

resource "host_service" "haproxy" {
  host      = lab_host.lb.id
  name      = "haproxy"
  reload_on = { configuration = host_file.haproxy.sha256 }
}
