output "cluster" {
  value = random_pet.cluster.id
}

output "expires" {
  description = "When the certificate of each service ends."
  value       = { for name, certificate in tls_locally_signed_cert.service : name => certificate.validity_end_time }
}

output "status" {
  description = "What the address answered."
  value       = one(data.http.status[*].status_code)
}
