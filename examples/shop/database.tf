# PostgreSQL: a primary, and a replica that follows it.

locals {
  databases = { db1 = local.primary, db2 = local.replica }
  data      = "/var/lib/postgresql/15/main"
}

resource "lab_host" "database" {
  for_each = local.databases

  name        = each.key
  image       = lab_image.this.id
  nameservers = [local.dns_address]
  search      = [var.domain]

  network {
    network = lab_network.this["data"].name
    address = each.value
    gateway = local.gateway.data
  }
}

resource "host_file" "postgresql" {
  for_each = local.databases

  host    = lab_host.database[each.key].id
  path    = "/etc/postgresql/15/main/conf.d/shop.conf"
  content = file("${path.module}/files/postgresql.conf")
}

resource "host_file" "access" {
  for_each = local.databases

  host  = lab_host.database[each.key].id
  path  = "/etc/postgresql/15/main/pg_hba.conf"
  mode  = "0640"
  owner = "postgres"
  group = "postgres"
  content = templatefile("${path.module}/templates/pg_hba.conf.tftpl", {
    app  = local.networks.app
    data = local.networks.data
  })
}

resource "host_service" "primary" {
  host = lab_host.database["db1"].id
  name = "postgresql@15-main"
  restart_on = {
    configuration = host_file.postgresql["db1"].sha256
    access        = host_file.access["db1"].sha256
  }
}

resource "host_file" "schema" {
  host  = lab_host.database["db1"].id
  path  = "/etc/postgresql/shop.sql"
  mode  = "0600"
  owner = "postgres"
  content = templatefile("${path.module}/templates/schema.sql.tftpl", {
    password = var.database_password
  })
}

resource "host_command" "schema" {
  host     = lab_host.database["db1"].id
  command  = "cd / && runuser -u postgres -- psql --quiet --set ON_ERROR_STOP=1 --file ${host_file.schema.path}"
  triggers = { schema = host_file.schema.sha256 }

  depends_on = [host_service.primary]
}

# The replica starts from a copy of the primary.
resource "host_command" "replica" {
  host    = lab_host.database["db2"].id
  creates = "${local.data}/standby.signal"
  command = <<-EOT
    systemctl stop postgresql@15-main
    rm -rf ${local.data}
    runuser -u postgres -- pg_basebackup --host ${local.primary} --username replica \
      --pgdata ${local.data} --write-recovery-conf --wal-method stream --checkpoint fast
  EOT

  depends_on = [host_command.schema, host_file.postgresql, host_file.access]
}

resource "host_service" "replica" {
  host = lab_host.database["db2"].id
  name = "postgresql@15-main"
  restart_on = {
    configuration = host_file.postgresql["db2"].sha256
    access        = host_file.access["db2"].sha256
  }

  depends_on = [host_command.replica]
}
