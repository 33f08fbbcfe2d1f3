# Strings that are not closed end with their line. The error is at the line break or at the sequence.
a = "abc # ERROR: Invalid multi-line string
b = "x ${foo("a) } # ERROR: Unclosed template interpolation sequence
c = "${a
}"
d = "fine"
