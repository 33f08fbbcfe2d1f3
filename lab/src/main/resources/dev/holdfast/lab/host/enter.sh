# Run as root of the machine: enters the control groups of a host, then starts what follows.
#   $1  the files to write our process number into, one a line; the rest: a command
# Entering comes first: whatever goes on from here is limited with the host and dies with it.
IFS='
'
for group in $1; do
  echo $$ >"$group" || exit 70
done
unset IFS
shift
exec "$@"
