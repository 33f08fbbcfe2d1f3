# The init of a host without systemd: keeps every program in /etc/holdfast/services running.
for service in /etc/holdfast/services/*; do
  [ -x "$service" ] || continue
  while :; do
    "$service"
    sleep 0.2
  done &
done
while :; do
  sleep 3600 &
  wait $!
done
