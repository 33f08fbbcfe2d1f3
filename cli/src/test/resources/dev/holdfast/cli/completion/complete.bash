# Prints what bash would offer for a line. Arguments: the script, the line.
source "$1"
COMP_LINE=$2 COMP_POINT=${#2}
_holdfast
printf '%s\n' "${COMPREPLY[@]}"
