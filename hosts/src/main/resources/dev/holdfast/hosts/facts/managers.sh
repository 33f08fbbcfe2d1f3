# Prints what starts services and what installs packages. No program is started for it.
if [ -d /run/systemd/system ]; then
  echo 'init systemd'
elif command -v rc-service >/dev/null; then
  echo 'init openrc'
elif [ -d /etc/init.d ]; then
  echo 'init scripts'
fi

if command -v apt-get >/dev/null; then
  echo 'packages apt'
elif command -v dnf >/dev/null; then
  echo 'packages dnf'
elif command -v apk >/dev/null; then
  echo 'packages apk'
fi

