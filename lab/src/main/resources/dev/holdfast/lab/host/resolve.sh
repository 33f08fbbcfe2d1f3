# Run inside a host, in a mount namespace of its own and with the machine's network: shows what
# follows the machine's name servers instead of the host's.
#   $1  the content of resolv.conf; the rest: a command
file=/run/.machine-resolv.$$
printf '%s' "$1" >"$file" &&
  [ -e /etc/resolv.conf ] && mount --bind "$file" /etc/resolv.conf
rm -f "$file"
shift
exec "$@"
