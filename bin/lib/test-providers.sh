# shellcheck shell=sh
# Gets the real providers that tests run against: builds those of test-providers.txt, at pinned revisions through the Go
# module proxy, into a folder mirror outside of the repository. Needs jdk.sh (say, jdk, fetch, CACHE_FOLDER). Sourced by
# bin/test.
#
# What is there stays: only the first run on a machine builds, about five minutes on two cores. Never fatal. A provider that
# cannot be had leaves the reason in HOST/NAMESPACE/TYPE/unavailable, which the tests that need it report.

TEST_PROVIDERS=${HOLDFAST_TEST_PROVIDERS:-$CACHE_FOLDER/test-providers}

# The toolchain for a machine without Go: a module like any other, from the same proxy.
GO_TOOLCHAIN=v0.0.1-go1.26.8

# require_test_providers LIST
require_test_providers() {
  test_provider_platform || return 0
  mkdir -p "$TEST_PROVIDERS" || {
    say "cannot write to $TEST_PROVIDERS, so tests with real providers will not run"
    return 0
  }
  sources=$(cd "${1%/*}" && pwd)
  while read -r type version module revision declared; do
    case $type in
      '' | '#'*) continue ;;
      */*) folder=$TEST_PROVIDERS/$type ;;
      *) folder=$TEST_PROVIDERS/registry.opentofu.org/hashicorp/$type ;;
    esac
    type=${type##*/}
    program=$folder/$version/$platform/terraform-provider-${type}_v$version
    [ ! -x "$program" ] || continue
    mkdir -p "$folder"
    if find_go && build_test_provider </dev/null; then
      rm -f "$folder/unavailable"
    else
      say "the provider $type could not be had: $(cat "$folder/unavailable")"
    fi
  done <"$1"
}

# Sets `platform`, such as linux_amd64.
test_provider_platform() {
  case $(uname -m) in
    x86_64 | amd64) platform=linux_amd64 ;;
    aarch64 | arm64) platform=linux_arm64 ;;
    *)
      say "no test providers are built for $(uname -m)"
      return 1
      ;;
  esac
}

# Sets `go` to a Go of at least 1.21, which brings a newer one by itself when a module asks for it.
find_go() {
  [ -z "${go:-}" ] || return 0
  for go in "$(command -v go || true)" /usr/local/go/bin/go "$TEST_PROVIDERS/go/bin/go"; do
    [ -x "$go" ] || continue
    case $("$go" env GOVERSION 2>/dev/null) in
      go1.2[1-9]* | go1.[3-9][0-9]* | go[2-9]*) return 0 ;;
    esac
  done
  download_go && go=$TEST_PROVIDERS/go/bin/go && return 0
  go=
  echo "this machine has no Go, and none could be downloaded" >"$folder/unavailable"
  return 1
}

download_go() {
  name=$GO_TOOLCHAIN.$(printf %s "$platform" | tr _ -)
  say "no Go on this machine; downloading the toolchain $name (70 MB)"
  work=$(mktemp -d "$TEST_PROVIDERS/.go.XXXXXX") || return 1
  fetch "https://proxy.golang.org/golang.org/toolchain/@v/$name.zip" "$work/go.zip" &&
    (cd "$work" && "${jdk:?}/bin/jar" xf go.zip) &&
    chmod -R u+x "$work/golang.org/toolchain@$name/bin" "$work/golang.org/toolchain@$name/pkg/tool" &&
    mv -T "$work/golang.org/toolchain@$name" "$TEST_PROVIDERS/go"
  downloaded=$?
  rm -rf "$work"
  return "$downloaded"
}

# Builds `module` at `revision`, or the folder that it names, into `program`. A module is required under the path that it
# declares.
build_test_provider() {
  say "building the provider $type $version (once on this machine)"
  work=$(mktemp -d "$TEST_PROVIDERS/.build.XXXXXX") || return 1
  case $module in
    ./*)
      path=.
      cp "$sources/$module"/* "$work"
      ;;
    *)
      path=${declared:-$module}
      {
        echo "module build"
        echo "go 1.21"
        echo "require $path v0.0.0"
        echo "replace $path => $module $revision"
      } >"$work/go.mod"
      ;;
  esac
  (
    cd "$work" && GOFLAGS=-mod=mod GOWORK=off CGO_ENABLED=0 \
      nice -n 10 "$go" build -trimpath -ldflags "-s -w -X main.version=$version" -o program "$path"
  ) >"$work/log" 2>&1
  built=$?
  if [ "$built" = 0 ]; then
    mkdir -p "${program%/*}" && mv "$work/program" "$program"
    built=$?
  else
    printf 'go build: %s\n' "$(grep -v '^go: downloading' "$work/log" | tail -n 1)" >"$folder/unavailable"
  fi
  chmod -R u+w "$work" && rm -rf "$work"
  return "$built"
}
