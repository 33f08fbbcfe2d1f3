# A small shop, from the internet to the disk: a router with a firewall, a name server, a load
# balancer, web servers, and a database with a replica. `holdfast apply examples/shop` brings it up
# on this machine.

provider "lab" {
  name = "shop"
}

# What every host starts from. Built once, then shared by all of them.
resource "lab_image" "this" {
  release = "bookworm"
  packages = [
    "curl",
    "dnsutils",
    "haproxy",
    "knot",
    "nftables",
    "nginx-light",
    "postgresql",
    "python3-psycopg2",
    "unbound",
  ]
}
