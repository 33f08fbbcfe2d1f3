# Prints what is known of this host: a word, a space and a value a line. Uses shell builtins and
# /proc where it can, since starting a program costs more than everything else here.
export LC_ALL=C

set -- $(uname -n -s -r -m)
echo "hostname $2"
echo "kernel $1 $3"
echo "architecture $4"

for f in /etc/os-release /usr/lib/os-release; do
  if [ -r "$f" ]; then
    sed 's/^/os /' "$f"
    break
  fi
done

echo "processors $(nproc 2>/dev/null || grep -c ^processor /proc/cpuinfo)"
while read -r word value rest; do
  if [ "$word" = MemTotal: ]; then
    echo "memory $value"
    break
  fi
done </proc/meminfo

if command -v ip >/dev/null; then
  ip -o address 2>/dev/null | sed -n '/^[0-9]*: lo /!s/^/address /p'
fi
while read -r device destination gateway flags rest; do
  if [ "$destination" = 00000000 ]; then
    echo "route $device $gateway"
    break
  fi
done </proc/net/route

sed 's/^/user /' /etc/passwd
sed 's/^/group /' /etc/group
echo "python $(command -v python3)"
echo "me $(id -un)"
