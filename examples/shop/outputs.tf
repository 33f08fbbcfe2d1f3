output "try" {
  description = "Commands to paste."
  value = {
    visit    = "holdfast lab exec shop/client -- curl -s http://www.${var.domain}/"
    resolve  = "holdfast lab exec shop/client -- dig +short www.${var.domain}"
    replica  = "holdfast lab exec shop/db1 -- runuser -u postgres -- psql -c 'select client_addr, state from pg_stat_replication'"
    log_in   = "holdfast lab shell shop/web1"
    firewall = "holdfast lab exec shop/router -- nft list ruleset"
  }
}

output "hosts" {
  description = "Where each host is."
  value = merge(
    {
      router = local.public_address
      dns    = local.dns_address
      lb     = local.lb_address
      client = local.client_address
    },
    local.web,
    local.databases,
  )
}

output "topology" {
  value = <<-EOT
    client ── internet ── router ──┬── edge ── dns, lb
                                   ├── app ─── ${join(", ", keys(local.web))}
                                   └── data ── db1 (primary) ──▶ db2 (replica)
  EOT
}
