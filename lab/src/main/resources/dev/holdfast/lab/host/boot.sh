# The first steps of a host, as process 1 and root of its new namespaces.
#   $1  its root, with /dev, /run and /tmp  $2  its name
#   the rest: its init, with arguments
# Whatever goes wrong is printed; "booted" is printed when only the init itself is left to start.
set -eu
root=$1 name=$2
shift 2

for directory in proc sys; do
  [ -d "$root/$directory" ] || mkdir "$root/$directory"
done
mount --rbind "$root" "$root" # a mount that is ours: the kernel refuses to pivot on an inherited one
cd "$root"
mount -t proc -o nosuid,nodev,noexec proc proc
mount -t sysfs -o ro,nosuid,nodev,noexec sysfs sys
mount -t cgroup2 -o nosuid,nodev,noexec cgroup2 sys/fs/cgroup
mount -t devpts -o newinstance,ptmxmode=666,mode=620,nosuid,noexec devpts dev/pts
hostname "$name"

pivot_root . .
# The machine's root is now stacked on ours, and goes: from here on nothing of it can be reached.
umount -l .
cd /
echo booted || : # nobody may be listening any more
exec env -i container=holdfast HOME=/root LANG=C.UTF-8 TERM=linux \
  PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
  "$@" >/dev/console 2>&1
