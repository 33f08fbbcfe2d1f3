# A certificate authority, a certificate for each service, files with the right modes, and a configuration made of them.

resource "random_pet" "cluster" {
  length = 2
}

resource "time_static" "founded" {}

# The authority.

resource "tls_private_key" "authority" {
  algorithm   = "ECDSA"
  ecdsa_curve = "P256"
}

resource "tls_self_signed_cert" "authority" {
  private_key_pem       = tls_private_key.authority.private_key_pem
  is_ca_certificate     = true
  validity_period_hours = 24 * 365 * 10
  allowed_uses          = ["cert_signing", "crl_signing"]

  subject {
    common_name  = "${random_pet.cluster.id} authority"
    organization = "Example"
  }
}

# A key and a certificate for each service.

resource "tls_private_key" "service" {
  for_each = var.services

  algorithm   = "ECDSA"
  ecdsa_curve = "P256"
}

resource "tls_cert_request" "service" {
  for_each = var.services

  private_key_pem = tls_private_key.service[each.key].private_key_pem
  dns_names       = ["${each.key}.${random_pet.cluster.id}.internal"]

  subject {
    common_name = each.key
  }
}

resource "tls_locally_signed_cert" "service" {
  for_each = var.services

  cert_request_pem      = tls_cert_request.service[each.key].cert_request_pem
  ca_private_key_pem    = tls_private_key.authority.private_key_pem
  ca_cert_pem           = tls_self_signed_cert.authority.cert_pem
  validity_period_hours = 24 * 90
  allowed_uses          = ["digital_signature", "key_encipherment", "server_auth"]
}

# Keys are for their owner only, certificates for everyone.

resource "local_sensitive_file" "key" {
  for_each = var.services

  filename        = "${var.folder}/${each.key}.key"
  content         = tls_private_key.service[each.key].private_key_pem
  file_permission = "0600"
}

resource "local_file" "certificate" {
  for_each = var.services

  filename = "${var.folder}/${each.key}.crt"
  content = join("", [
    tls_locally_signed_cert.service[each.key].cert_pem,
    tls_self_signed_cert.authority.cert_pem,
  ])
  file_permission = "0644"
}

resource "local_file" "configuration" {
  filename = "${var.folder}/proxy.conf"
  content = templatefile("${path.module}/templates/proxy.conf.tftpl", {
    cluster  = random_pet.cluster.id
    founded  = time_static.founded.rfc3339
    folder   = var.folder
    services = var.services
  })
  file_permission = "0644"
}

# Where an address is given, what it answers is looked at each time.

data "http" "status" {
  count = var.status_url == "" ? 0 : 1

  url = var.status_url
}
