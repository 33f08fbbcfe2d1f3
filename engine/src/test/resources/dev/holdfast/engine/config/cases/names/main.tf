variable "1st" {} # ERROR: Invalid variable name

variable "count" {} # ERROR: Invalid variable name

output "a b" { # ERROR: Invalid output name
  value = 1
}

resource "x_thing" "a.b" {} # ERROR: Invalid resource name

module "a.b" { # ERROR: Invalid module instance name
  source = "./m"
}

provider "A" {} # ERROR: Invalid provider local name
