# Run in the namespaces of a host, itself outside of its process namespace: runs what follows inside
# and waits for its end.
# A stop signal that a command gets does not stop this shell. nsenter, if it waited itself, would
# stop with its command and stay so: a host that powers off stops everything inside for a moment,
# and wakes only what is inside.
"$@"
exit $? # Keeps the shell from becoming the command, which would then be outside.
