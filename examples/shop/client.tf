# Somebody on the internet.

resource "lab_host" "client" {
  name     = "client"
  image    = lab_image.this.id
  gateway  = local.gateway.internet
  resolver = { nameservers = [local.public_address] }

  network {
    network = lab_network.this["internet"].id
    address = local.client_address
  }
}

resource "host_package" "client" {
  host  = lab_host.client.id
  names = ["curl", "dnsutils"]
}
