# Somebody on the internet.

resource "lab_host" "client" {
  name        = "client"
  image       = lab_image.this.id
  nameservers = [local.public_address]

  network {
    network = lab_network.this["internet"].name
    address = local.client_address
    gateway = local.gateway.internet
  }
}

resource "host_package" "client" {
  host  = lab_host.client.id
  names = ["curl", "dnsutils"]
}
