# Stands for whatever must happen when a certificate changes: another one is "made" with each new certificate.

resource "null_resource" "reload" {
  for_each = var.services

  triggers = {
    certificate = sha256(tls_locally_signed_cert.service[each.key].cert_pem)
  }
}
