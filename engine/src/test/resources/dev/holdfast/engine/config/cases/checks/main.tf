check "health" {
  data "http" "front" {
    url = x_thing.a.url
  }

  assert {
    condition     = data.http.front.status == 200
    error_message = "Not healthy."
  }
}

resource "x_thing" "a" {}

output "o" {
  value = data.http.front.status # ERROR: Reference to undeclared resource
}
