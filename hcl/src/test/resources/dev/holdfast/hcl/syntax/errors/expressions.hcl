# Each line says which errors it has; a line without a marker has none. Every fault is found, whatever
# faults are before it.
a1 = 1 + # ERROR: Invalid expression
a2 = ) # ERROR: Invalid expression
a4 = foo(1 2) # ERROR: Missing argument separator
a5 = { a = 1 b = 2 } # ERROR: Missing attribute separator
a6 = [1 2] # ERROR: Missing item separator
a7 = "\q" # ERROR: Invalid escape sequence
a8 = "\u12" # ERROR: Invalid escape sequence
a9 = 'single' # ERROR: Invalid character
b1 = `single` # ERROR: Invalid character
b2 = true ? b # ERROR: Missing false expression in conditional
b3 = true ? b : # ERROR: Invalid expression
b4 = "${a b}" # ERROR: Extra characters after interpolation expression
b5 = "${}" # ERROR: Invalid expression
b6 = 1 & 2 # ERROR: Unsupported operator
b7 = 2 ^ 3 # ERROR: Unsupported operator
b8 = ${x} # ERROR: Invalid character
b9 = @x # ERROR: Invalid character
c1 = [for x in y x] # ERROR: Invalid 'for' expression
c2 = [for x y : x] # ERROR: Invalid 'for' expression
c3 = [for 1 in y : x] # ERROR: Invalid 'for' expression
c4 = [for x, 1 in y : x] # ERROR: Invalid 'for' expression
c5 = [for x in y : x => 1] # ERROR: Invalid 'for' expression
c6 = {for x in y : x} # ERROR: Invalid 'for' expression
c7 = {for x in y : x => 1 foo} # ERROR: Invalid 'for' expression
c8 = [for x in y : x...] # ERROR: Invalid 'for' expression
c9 = [for x in y : x if] # ERROR: Invalid expression
d1 = { a = } # ERROR: Invalid expression
d2 = { a } # ERROR: Missing key/value separator
d3 = {
  a = 1
  b # ERROR: Missing attribute value
  c = ) # ERROR: Invalid expression
  d = 2
}
d4 = { a = 1; b = 2 } # ERROR: Invalid character
d5 = "%{ endif }x" # ERROR: Unexpected endif directive
d6 = "%{ else }x" # ERROR: Unexpected else directive
d7 = "%{ for x in [] }x%{ else }y%{ endfor }" # ERROR: Unexpected else directive
d8 = "%{ foo }x" # ERROR: Invalid template control keyword
d9 = "%{ if true x }x%{ endif }" # ERROR: Extra characters in if marker
e1 = "%{ if true }x%{ endif x }" # ERROR: Extra characters in endif marker
e2 = "%{ if true }x%{ else }%{ else }%{ endif }" # ERROR: Unexpected else directive
e3 = "%{ if true }x" # ERROR: Unexpected end of template
e4 = "%{ if true }x%{ endfor }" # ERROR: Unexpected endfor directive
e5 = "%{ }" # ERROR: Invalid template directive
e6 = "%{ for x [] }x%{ endfor }" # ERROR: Invalid 'for' directive
e7 = "%{ for in [] }x%{ endfor }" # ERROR: Invalid 'for' directive
e8 = a. # ERROR: Invalid attribute name
e9 = a.(b) # ERROR: Invalid attribute name
f1 = a[] # ERROR: Invalid expression
f2 = a[1 2] # ERROR: Missing close bracket on index
f3 = a[* ] + a[*  # ERROR: Missing close bracket on splat index
f4 = () # ERROR: Invalid expression
f5 = (1 2) # ERROR: Unbalanced parentheses
f6 = foo(1,,2) # ERROR: Invalid expression
f7 = foo(1...,2) # ERROR: Missing closing parenthesis
f8 = foo::(1) # ERROR: Missing function name
f9 = a::b # ERROR: Missing open parenthesis
g1 = 1.2.3 # ERROR: Invalid number literal
g2 = 1e999999999 # ERROR: Invalid number literal
g3 = a.*.b.*.c # ERROR: Nested splat expression not allowed
g4 = a.1.x.0.5e3 # ERROR: Invalid legacy index syntax
g5 = foo("a", ["b", { c = ] }], "d") # ERROR: Invalid expression
g6 = <<EOT x # ERROR: Invalid expression
g7 = [1, 2
h1 = 3 # ERROR: Missing item separator
h2 = 4
h3 = x ... # ERROR: Missing newline after argument
h4 = x => y # ERROR: Missing newline after argument
h5 = [,] # ERROR: Invalid expression
h6 = .5 # ERROR: Invalid expression
h7 = 0x10 # ERROR: Missing newline after argument
h8 = "fine"
