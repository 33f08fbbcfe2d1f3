# shellcheck shell=sh
# Finds a JDK of at least version 25, or brings one. Sourced by the programs in bin/.
#
# A JDK is recognised by its `release` file, so that looking starts no JVM.

JDK_MINIMUM=25

# The JDK that is fetched when the machine has none and apt offers none: Eclipse Temurin, from its GitHub release.
JDK_VERSION=25.0.3+9
JDK_SHA256_x64=69264a7a211bf5029830d07bc3370f879769d62ebc5b5488e90c9343a2da0e1f
JDK_SHA256_aarch64=3e4287cb98870ba824ed698854bdc27cff984254caf66dd12cc291e7bfdde26b

CACHE_FOLDER=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/holdfast

say() { printf 'holdfast: %s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

# jdk_is_usable FOLDER: sets `runtime_version` (such as 25.0.3+9-LTS) when FOLDER is a JDK that is new enough.
jdk_is_usable() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  jdk_major=0
  runtime_version=
  while IFS='=' read -r key value; do
    value=${value#\"}
    value=${value%\"}
    case $key in
      JAVA_VERSION) jdk_major=${value%%[!0-9]*} ;;
      JAVA_RUNTIME_VERSION) runtime_version=$value ;;
    esac
  done <"$1/release"
  [ "${jdk_major:-0}" -ge "$JDK_MINIMUM" ]
}

# find_jdk: sets `jdk` to the first usable JDK; fails when there is none.
find_jdk() {
  if [ -n "${HOLDFAST_JAVA_HOME:-}" ]; then
    jdk=$HOLDFAST_JAVA_HOME
    jdk_is_usable "$jdk" && return 0
    fail "HOLDFAST_JAVA_HOME=$jdk is not a JDK $JDK_MINIMUM or later; correct it, or unset it to let one be found."
  fi
  for jdk in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* /usr/local/jdk* \
    "${HOME:-/root}"/.sdkman/candidates/java/* "${HOME:-/root}"/.jdks/* "$CACHE_FOLDER"/jdk/*; do
    [ -n "$jdk" ] && jdk_is_usable "$jdk" && return 0
  done
  if found=$(command -v javac); then
    found=$(readlink -f -- "$found")
    jdk=${found%/bin/javac}
    jdk_is_usable "$jdk" && return 0
  fi
  return 1
}

# require_jdk: like find_jdk, but installs a JDK when there is none, or explains why it cannot.
require_jdk() {
  find_jdk && return 0
  install_jdk_with_apt && find_jdk && return 0
  download_jdk
  find_jdk || fail "the JDK that was just installed cannot be found; please report this."
}

# install_jdk_with_apt: fails when we are not root, or apt does not offer the package.
install_jdk_with_apt() {
  [ -z "${HOLDFAST_JDK_URL:-}" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  package=openjdk-$JDK_MINIMUM-jdk-headless
  if [ -z "$(ls -A /var/lib/apt/lists 2>/dev/null)" ]; then
    say "reading the package lists (apt-get update)"
    apt-get -qq -o DPkg::Lock::Timeout=300 update >&2 || return 1
  fi
  apt-cache show "$package" >/dev/null 2>&1 || return 1
  say "no JDK $JDK_MINIMUM on this machine; installing the package $package"
  DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 --no-install-recommends \
    install "$package" >&2 || {
    say "apt could not install $package; downloading a JDK instead"
    return 1
  }
}

# download_jdk: unpacks the pinned JDK under CACHE_FOLDER. HOLDFAST_JDK_URL and HOLDFAST_JDK_SHA256 name another
# archive: a mirror, or a file:// address on a machine without network.
download_jdk() {
  case $(uname -m) in
    x86_64 | amd64) architecture=x64 checksum=$JDK_SHA256_x64 ;;
    aarch64 | arm64) architecture=aarch64 checksum=$JDK_SHA256_aarch64 ;;
    *) fail "no JDK $JDK_MINIMUM found, and none is known for $(uname -m). Install one and set HOLDFAST_JAVA_HOME." ;;
  esac
  url=https://github.com/adoptium/temurin25-binaries/releases/download/jdk-$(printf %s "$JDK_VERSION" | sed 's/+/%2B/')
  url=$url/OpenJDK25U-jdk_${architecture}_linux_hotspot_$(printf %s "$JDK_VERSION" | tr + _).tar.gz
  if [ -n "${HOLDFAST_JDK_URL:-}" ]; then
    url=$HOLDFAST_JDK_URL
    checksum=${HOLDFAST_JDK_SHA256:-$checksum}
  fi
  folder=$CACHE_FOLDER/jdk
  mkdir -p "$folder" || fail "cannot create $folder; set XDG_CACHE_HOME to a folder that can be written."
  # The work folder starts with a dot: find_jdk never looks into it, so an interrupted download is never used.
  work=$(mktemp -d "$folder/.download.XXXXXX") || fail "cannot write in $folder."
  trap 'rm -rf "$work"' EXIT
  trap 'exit 130' INT TERM HUP
  say "no JDK $JDK_MINIMUM on this machine; downloading Eclipse Temurin $JDK_VERSION (about 140 MB)"
  say "  from $url"
  say "  into $folder"
  fetch "$url" "$work/jdk.tar.gz" || fail "the download failed. Without network: install any JDK $JDK_MINIMUM or later" \
    "(for example $(jdk_hint)) and set HOLDFAST_JAVA_HOME, or set HOLDFAST_JDK_URL to a copy of that archive."
  actual=$(sha256sum <"$work/jdk.tar.gz")
  actual=${actual%% *}
  [ "$actual" = "$checksum" ] || fail "the archive's SHA-256 is $actual, but $checksum is expected; nothing was installed."
  mkdir "$work/jdk"
  tar -xzf "$work/jdk.tar.gz" -C "$work/jdk" --strip-components=1 || fail "the archive cannot be unpacked; is the disk full?"
  jdk_is_usable "$work/jdk" || fail "the archive from $url holds no JDK $JDK_MINIMUM or later; nothing was installed."
  target=$folder/temurin-$runtime_version
  # Another start may have been faster: then its copy is as good as ours.
  mv -T "$work/jdk" "$target" 2>/dev/null || [ -d "$target" ] || fail "cannot move the JDK to $target."
  rm -rf "$work"
  trap - EXIT INT TERM HUP
}

jdk_hint() { printf 'apt-get install openjdk-%s-jdk-headless' "$JDK_MINIMUM"; }

# fetch URL FILE: by whatever the machine has.
fetch() {
  case $1 in
    file://*)
      cp -- "${1#file://}" "$2"
      return
      ;;
  esac
  if ! command -v curl >/dev/null && ! command -v wget >/dev/null; then
    install_packages_with_apt curl ca-certificates || {
      say "neither curl nor wget is installed"
      return 1
    }
  fi
  if command -v curl >/dev/null; then
    if [ -t 2 ]; then curl -fL --retry 2 --progress-bar -o "$2" "$1"; else curl -fsSL --retry 2 -o "$2" "$1"; fi
  else
    wget -nv -O "$2" "$1"
  fi
}
