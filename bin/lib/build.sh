# shellcheck shell=sh
# Builds Holdfast into dist/ and prepares its AOT cache. Needs jdk.sh. Sourced by the programs in bin/.
#
#     dist/builds/ID/lib/*.jar          one build; ID is a hash of its jars. Never changed once it is there
#     dist/builds/ID/packages.txt       the Debian packages that the lab needs
#     dist/builds/ID/JAVA-VERSION.aot   classes linked ahead of time, for one version of Java
#     dist/current -> builds/ID         switched by rename, after everything else is in place
#     dist/stamp                        sources newer than this file are not in the build
#
# An interrupted build leaves `current` and `stamp` as they were, so that the next start builds again.

# The flags of every start. The AOT cache is only valid for the flags that it was made with. One collector thread and the
# quick compiler: a command is over before anything heavier pays off. (Unquoted on purpose where used: a list of words.)
JAVA_FLAGS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData --enable-native-access=ALL-UNNAMED \
-Xlog:aot=off -Xlog:cds=off -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8"

# build_is_current HOME: true when no source is newer than the build, or when HOME holds no sources at all.
build_is_current() {
  [ -r "$1/dist/current/lib/holdfast.jar" ] || return 1
  [ -f "$1/pom.xml" ] || return 0
  [ -f "$1/dist/stamp" ] || return 1
  # Folders count too: their time changes when a file is added or removed.
  [ -z "$(find "$1"/bin/lib/build.sh "$1"/pom.xml "$1"/*/pom.xml "$1"/*/src/main -newer "$1/dist/stamp" -print -quit 2>/dev/null)" ]
}

# build_if_needed HOME: fails with the compiler's messages when the build does.
build_if_needed() {
  build_is_current "$1" && return 0
  [ -f "$1/pom.xml" ] || fail "$1 holds neither a build nor sources."
  require_jdk
  mkdir -p "$1/dist/builds" 2>/dev/null && [ -w "$1/dist" ] ||
    fail "Holdfast must be built, but $1/dist cannot be written; run $1/bin/build as the owner of that folder."
  # One build at a time: who waited finds the work done. The lock dies with the shell; java never inherits it.
  exec 9>"$1/dist/lock"
  flock 9
  build_is_current "$1" || build "$1"
  exec 9>&-
}

# build HOME: the lock is held.
build() (
  cd "$1" || exit 1
  trap 'stop_clock; rm -rf dist/builds/.new.*' EXIT
  trap 'exit 130' INT TERM HUP
  rm -rf dist/builds/.new.* cli/target/lib
  touch dist/.stamp.new
  if [ -e dist/current ]; then say "the sources have changed: building"; else
    say "first use: building. Maven and the libraries are fetched if they are not on this machine yet"
  fi
  start_clock
  run_maven || {
    stop_clock
    grep -E '^\[ERROR\]' dist/build.log | head -n 30 >&2
    fail "the build failed; the whole log is in $1/dist/build.log"
  }
  stop_clock
  new=dist/builds/.new.$$
  mkdir -p "$new"
  cp -R cli/target/lib "$new/lib"
  cp cli/target/holdfast-cli-*.jar "$new/lib/holdfast.jar"
  for list in lab/src/main/resources/dev/holdfast/lab/packages.txt; do
    [ ! -r "$list" ] || cp "$list" "$new/packages.txt"
  done
  id=$(cd "$new/lib" && sha256sum -- *.jar | sha256sum | cut -c1-16)
  printf '%s\n' "$id" >"$new/BUILD_ID"
  sync -f "$new"
  # The same jars may have been built before: that folder is kept, since its AOT cache knows the jars' times.
  [ -d "dist/builds/$id" ] || mv -T "$new" "dist/builds/$id"
  train "$1/dist/builds/$id" "$1/dist/builds/$id" || true
  previous=$(readlink dist/current || true)
  ln -sfn "builds/$id" dist/.current.new
  mv -T dist/.current.new dist/current
  mv dist/.stamp.new dist/stamp
  # A running Holdfast may still open jars of the previous build: that one stays.
  for old in dist/builds/*; do
    [ "$old" = "dist/builds/$id" ] || [ "$old" = "dist/$previous" ] || rm -rf "$old"
  done
)

# run_maven: one line a module on standard error, everything in dist/build.log.
run_maven() {
  {
    JAVA_HOME=$jdk ./mvnw -B -Dfast -Dmaven.test.skip=true -pl cli -am package </dev/null 2>&1 9>&-
    printf '%s\n' "$?" >dist/.status
  } | tee dist/build.log | sed -un 's/^\[INFO\] Building \(Holdfast .*[^ ]\)  *\[\(.*\)\]$/  \2 \1/p' >&2
  [ "$(cat dist/.status)" = 0 ]
}

# On a terminal the seconds tick, so that a long download of libraries does not look like a standstill.
start_clock() {
  clock=
  [ -t 2 ] || return 0
  (
    seconds=0
    while sleep 1; do
      seconds=$((seconds + 1))
      printf '\r  %d s\r' "$seconds" >&2
    done
  ) 9>&- &
  clock=$!
}

stop_clock() {
  [ -z "${clock:-}" ] || kill "$clock" 2>/dev/null || true
  clock=
}

# train BUILD FOLDER: makes the AOT cache of BUILD and `jdk` in FOLDER, from a fixed run of common commands on a bundled
# example, never from the user's own command or files. The file appears whole or not at all. An empty one says that it
# could not be made, so that it is not tried at every start.
train() {
  cache=$2/$runtime_version.aot
  [ ! -e "$cache" ] || return 0
  say "preparing fast starts (once for each build and Java version)"
  rm -f "$2"/*.aot.new.*
  # shellcheck disable=SC2086
  if "$jdk/bin/java" $JAVA_FLAGS -XX:AOTCacheOutput="$cache.new.$$" -XX:ErrorFile=/dev/null -cp "$1/lib/holdfast.jar" \
    dev.holdfast.cli.Training </dev/null >"$2/training.log" 2>&1 9>&-; then
    sync "$cache.new.$$" && mv "$cache.new.$$" "$cache" && return 0
  fi
  rm -f "$cache.new.$$"
  : >"$cache"
  say "no AOT cache could be made, so starts are slower; the reason is in $2/training.log"
  return 1
}
