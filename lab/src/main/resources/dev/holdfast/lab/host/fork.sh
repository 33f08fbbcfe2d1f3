# Run as root of the host's user namespace, after `unshare --pid`: our next child is its process 1.
# Prints that child's number as the machine sees it, and ends; the child does not belong to us.
setsid sh -c "$BOOT" boot "$@" </dev/null &
echo "init $!"
