# What is wrong with arguments and blocks.
a # ERROR: Argument or block definition required
a b # ERROR: Invalid block definition
a "b" = 1 # ERROR: Invalid block definition
a "${b}" { # ERROR: Invalid string literal
}
a 5 { # ERROR: Argument or block definition required
}
locals {
  a = 1
  a = 2 # ERROR: Attribute redefined
  b : 1 # ERROR: Argument or block definition required
  "c" = 1 # ERROR: Invalid argument name
  1 = 2 # ERROR: Argument or block definition required
  d == 2 # ERROR: Argument or block definition required
  e.f = 2 # ERROR: Argument or block definition required
  g[0] = 2 # ERROR: Argument or block definition required
  h = 1 i = 2 # ERROR: Missing newline after argument
  j = 1
}
a { b = 1, c = 2 } # ERROR: Invalid single-argument block definition
a { b = 1 c = 2 } # ERROR: Invalid single-argument block definition
a { b = 1 # ERROR: Invalid single-argument block definition
}
a { b {} } # ERROR: Argument definition required
a {} b {} # ERROR: Missing newline after block definition
a # ERROR: Invalid block definition
{
  b = ) # ERROR: Invalid expression
}
a "b" # ERROR: Invalid block definition
{
}
a {
  b = 1 } # ERROR: Missing newline after argument
a ; b # ERROR: Invalid character
} # ERROR: Argument or block definition required
a {
  b {
    c = [1, (2] # ERROR: Unbalanced parentheses
    d = 1
  }
  e = ) # ERROR: Invalid expression
}
last { # ERROR: Unclosed configuration block
  a {
  }
  x = 1
