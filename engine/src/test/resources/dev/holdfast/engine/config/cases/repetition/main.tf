resource "x_thing" "counted" {
  count = 2
  name  = count.index
  other = each.key # ERROR: Reference to "each" in context without for_each
}

resource "x_thing" "each" {
  for_each = toset(["a"])
  name     = each.value
  other    = count.index # ERROR: Reference to "count" in non-counted context
}

resource "x_thing" "single" {
  first  = x_thing.counted[0].name
  second = x_thing.counted.name       # ERROR: Missing resource instance key
  third  = x_thing.each["a"].name
  fourth = x_thing.counted[*].name
  fifth  = x_thing.single2[0].name    # ERROR: Unexpected resource instance key
  sixth  = [for t in x_thing.counted : t.name]
  me     = self.id                    # ERROR: Invalid "self" reference
}

resource "x_thing" "single2" {
  lifecycle {
    postcondition {
      condition     = self.name != ""
      error_message = "Needs a name."
    }
  }
  provisioner "local-exec" {
    command = "echo ${self.id}"
  }
}
