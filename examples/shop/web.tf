# The web servers: nginx in front of a small application that keeps its state in the database.

resource "lab_host" "web" {
  for_each = local.web

  name        = each.key
  image       = lab_image.this.id
  nameservers = [local.dns_address]
  search      = [var.domain]

  network {
    network = lab_network.this["app"].name
    address = each.value
    gateway = local.gateway.app
  }
}

resource "host_group" "shop" {
  for_each = local.web

  host   = lab_host.web[each.key].id
  name   = "shop"
  system = true
}

resource "host_user" "shop" {
  for_each = local.web

  host   = lab_host.web[each.key].id
  name   = "shop"
  group  = host_group.shop[each.key].name
  home   = "/opt/shop"
  shell  = "/usr/sbin/nologin"
  system = true

  # The folder is declared below.
  create_home = false
}

resource "host_directory" "shop" {
  for_each = local.web

  host  = lab_host.web[each.key].id
  path  = "/opt/shop"
  mode  = "0755"
  owner = host_user.shop[each.key].name
  group = host_group.shop[each.key].name

  # What the application left in it goes too.
  force_destroy = true
}

resource "host_file" "application" {
  for_each = local.web

  host    = lab_host.web[each.key].id
  path    = "${host_directory.shop[each.key].path}/shop.py"
  mode    = "0755"
  content = file("${path.module}/files/shop.py")
}

resource "host_file" "settings" {
  for_each = local.web

  host    = lab_host.web[each.key].id
  path    = "${host_directory.shop[each.key].path}/settings.env"
  mode    = "0640"
  group   = host_group.shop[each.key].name
  content = <<-EOT
    SHOP_SERVER=${each.key}
    PGHOST=${local.primary}
    PGDATABASE=shop
    PGUSER=shop
    PGPASSWORD=${var.database_password}
  EOT
}

resource "host_file" "unit" {
  for_each = local.web

  host    = lab_host.web[each.key].id
  path    = "/etc/systemd/system/shop.service"
  content = file("${path.module}/files/shop.service")
}

resource "host_service" "shop" {
  for_each = local.web

  host = lab_host.web[each.key].id
  name = "shop"
  restart_on = {
    application = host_file.application[each.key].sha256
    settings    = host_file.settings[each.key].sha256
    unit        = host_file.unit[each.key].sha256
  }

  # Otherwise its user could not be removed.
  stop_on_destroy = true

  depends_on = [host_command.schema]
}

resource "host_file" "site" {
  for_each = local.web

  host    = lab_host.web[each.key].id
  path    = "/etc/nginx/sites-enabled/default"
  content = file("${path.module}/files/nginx-site.conf")
}

resource "host_service" "nginx" {
  for_each = local.web

  host      = lab_host.web[each.key].id
  name      = "nginx"
  reload_on = { site = host_file.site[each.key].sha256 }
}
