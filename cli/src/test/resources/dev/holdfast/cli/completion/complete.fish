# Prints what fish offers for a line. Arguments: the script, the line.
source $argv[1]
complete -C $argv[2]
