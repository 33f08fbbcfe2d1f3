provider "aws" {
  alias    = "by"
  for_each = toset(["x", "y"])
  region   = each.value
}

provider "aws" {
  alias = "one"
}

resource "aws_instance" "a" {
  for_each = toset(["x"])
  provider = aws.by[each.key]
}

resource "aws_instance" "b" {
  provider = aws.by # ERROR: Missing provider instance key
}

resource "aws_instance" "c" {
  provider = aws.one["x"] # ERROR: Unexpected provider instance key
}
