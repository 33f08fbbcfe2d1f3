# The end of a shell that stays on the host. It is sent once, after "set -- TOKEN LOST", where LOST
# is the token of a shell that was killed and could not clean up, or empty; then it answers
# "TOKEN ready PID" and serves requests until its input ends. Written for dash, bash and busybox ash.
#
# A shell may read its script from a pipe in blocks, so nothing but this text may be sent before
# the answer. From then on input is taken only by `read`, which stops at the line's end, and by dd
# with fullblock, which takes exactly what it is told. Every fragment runs in a subshell of its own
# whose input is not the pipe and whose output is a fresh file: it cannot eat a request, hold up an
# answer or write into one, and whatever it leaves running writes into a file that is gone.

umask 022
PATH=${PATH:+$PATH:}/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
unset CDPATH ENV BASH_ENV

if [ "$(printf abc | dd bs=2 count=1 iflag=fullblock 2>/dev/null)" != ab ]; then
  echo 'dd on this host does not know iflag=fullblock; install coreutils or busybox' >&2
  exit 1
fi

[ -z "$2" ] || rm -rf "/dev/shm/holdfast-$2" "/run/holdfast-$2" "${TMPDIR:-/tmp}/holdfast-$2"

hf_d=
for hf_i in /dev/shm /run "${TMPDIR:-/tmp}" /tmp; do
  if mkdir -m 700 "$hf_i/holdfast-$1" 2>/dev/null; then
    if cd "$hf_i/holdfast-$1" && echo >b 2>/dev/null; then
      hf_d=$hf_i/holdfast-$1
      break
    fi
    rmdir "$hf_i/holdfast-$1"
  fi
done
if [ -z "$hf_d" ]; then
  echo 'no writable folder for answers: tried /dev/shm, /run and /tmp' >&2
  exit 1
fi
trap 'cd / && rm -rf "$hf_d"' EXIT
trap 'exit 129' HUP
trap 'exit 143' TERM

# What the group being answered has gathered: exit codes, and the files to send.
hf_x=
hf_f=

# A line's end inside a script that must fit into one line.
hf_l='
'

# hf_q ID BLOCKS FRAGMENT [INPUT]: run a fragment; BLOCKS limits the files it may write, or is "-".
hf_q() {
  (
    exec </dev/null >"$1.o" 2>"$1.e"
    if [ $# -gt 3 ]; then
      printf %s "$4" >"$1.i" && exec <"$1.i" || exit 125
    fi
    [ "$2" = - ] || ulimit -f "$2"
    cd /
    hf_s=$3
    set --
    eval "$hf_s"
  )
  hf_n "$1" $?
}

# hf_w ID BLOCKS FRAGMENT COUNT REST: run a fragment whose input is the next COUNT * 65536 + REST
# bytes of the pipe. What the fragment does not read is read after it, so that the frame holds.
hf_w() {
  {
    [ "$4" = 0 ] || dd bs=65536 "count=$4" iflag=fullblock
    [ "$5" = 0 ] || dd "bs=$5" count=1 iflag=fullblock
  } 2>/dev/null | {
    (
      exec >"$1.o" 2>"$1.e"
      [ "$2" = - ] || ulimit -f "$2"
      cd /
      hf_s=$3
      set --
      eval "$hf_s"
    )
    echo $? >"$1.x"
    exec cat >/dev/null
  }
  hf_i=125
  read -r hf_i <"$1.x"
  hf_n "$1" "$hf_i"
}

# hf_n ID CODE: note the result of a fragment. Empty output is only said, not sent.
hf_n() {
  hf_x="$hf_x $2"
  if [ -s "$1.o" ]; then
    hf_x=${hf_x}o
    hf_f="$hf_f $1.o b"
  fi
  if [ -s "$1.e" ]; then
    hf_x=${hf_x}e
    hf_f="$hf_f $1.e b"
  fi
}

# hf_z BOUNDARY LIMIT: answer for every fragment since the last answer. The boundary is made for
# this answer and was nowhere on the host while the fragments ran, so their output cannot hold it.
hf_z() {
  printf %s "$1" >b || exit 1
  printf '%s%s\n' "$1" "$hf_x"
  [ -z "$hf_f" ] || head -q -c "$2" $hf_f
  rm -f [0-9]*
  hf_x=
  hf_f=
}

# A line "L SCRIPT" is run; "D COUNT REST" is followed by COUNT * 65536 + REST bytes of script.
printf '%s ready %s\n' "$1" $$
while IFS=' ' read -r hf_c hf_a hf_b; do
  case $hf_c in
    L) eval "$hf_a $hf_b" ;;
    D)
      {
        [ "$hf_a" = 0 ] || dd bs=65536 "count=$hf_a" iflag=fullblock
        [ "$hf_b" = 0 ] || dd "bs=$hf_b" count=1 iflag=fullblock
      } 2>/dev/null >s
      . ./s
      ;;
  esac
done
exit 0
