# shellcheck shell=sh
# Debian packages that parts of Holdfast need. Needs jdk.sh (say, fail). Sourced by the programs in bin/.
#
# A list file has one package a line, then a command that the package brings, by which its presence is seen, or - where it
# brings none:
#     nftables nft   # the firewall of lab hosts

# find_missing_packages FILE: sets `missing` to the packages whose command is not there. Starts no process.
find_missing_packages() {
  missing=
  while read -r package probe _; do
    case $package in '' | '#'*) continue ;; esac
    case $probe in '' | '#'*) probe=$package ;; esac
    if [ "$probe" = - ]; then
      [ -e "/var/lib/dpkg/info/$package.list" ] || missing="$missing $package"
      continue
    fi
    # Root's own programs are not on every PATH.
    command -v "$probe" >/dev/null || [ -x "/usr/sbin/$probe" ] || missing="$missing $package"
  done <"$1"
  [ -n "$missing" ]
}

# install_packages_with_apt PACKAGE…: waits for another apt for up to five minutes.
install_packages_with_apt() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  [ -z "${HOLDFAST_NO_INSTALL:-}" ] || return 1
  if [ -z "$(ls -A /var/lib/apt/lists 2>/dev/null)" ]; then
    say "reading the package lists (apt-get update)"
    apt-get -qq -o DPkg::Lock::Timeout=300 update >&2 || return 1
  fi
  say "installing the packages: $*"
  install_now "$@" && return 0
  # Old package lists name versions that the archive no longer has.
  apt-get -qq -o DPkg::Lock::Timeout=300 update >&2 && install_now "$@"
}

install_now() {
  DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 \
    --no-install-recommends install "$@" >/dev/null
}

# require_packages FILE PURPOSE: installs what is missing when we are root, otherwise says what to install.
# Never fatal: what is really needed is checked again, and explained, where it is used.
require_packages() {
  [ -r "$1" ] && find_missing_packages "$1" || return 0
  # `missing` is a list of words: splitting is wanted.
  # shellcheck disable=SC2086
  install_packages_with_apt $missing && return 0
  say "$2 needs packages that are missing; install them with: sudo apt-get install$missing"
}
