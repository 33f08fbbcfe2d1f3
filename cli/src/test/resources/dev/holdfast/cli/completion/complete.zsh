# Prints what zsh would offer for a line. Its completion works only inside its line editor, so the parts of it that the
# script calls stand here in few words. Arguments: the script, the line.
_offer() { local each; for each in "$@"; do [[ $each == ${PREFIX}* ]] && print -r -- "$each"; done; return 0 }
compset() { PREFIX=${PREFIX#*=} }
compadd() { shift; _offer "$@" }
_describe() { [[ $1 == -o ]] && shift; _offer "${(@P)2}" }
_files() { [[ ${1:-} == -/ ]] && _offer *(/N) || _offer *(N) }
source "$1"
words=(${(z)2})
[[ $2 == *' ' ]] && words+=('')
CURRENT=${#words} PREFIX=$words[-1]
_holdfast
true
