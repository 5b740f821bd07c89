# shellcheck shell=sh
# pool-lib.sh: what start-pool.sh, stop-pool.sh and pool-status.sh share. Sourced after `me` is set.
# A pool directory holds: port, release (the release directory used last), condor_config, master.pid, lock, and HTCondor's own run log lock spool execute.

say() { printf '%s: %s\n' "${me:-pool}" "$*" >&2; }
die() { say "$*"; exit 1; }

# pool_dir ARG: sets DIR to the absolute pool directory.
pool_dir() {
  DIR=${1%/}
  case $DIR in
    /?*) ;;
    *) die "the pool's directory must be absolute, found '$1'" ;;
  esac
  case $DIR in
    *[!A-Za-z0-9/._+-]*) die "the pool's directory may hold letters, digits and /._+- only, found '$DIR'" ;;
  esac
}

# ours PID: true if PID is a process that runs with this pool's configuration. Another pool's master, or a pid used again, is not ours.
ours() {
  [ -n "${1:-}" ] && { tr '\0' '\n' <"/proc/$1/environ"; } 2>/dev/null | grep -qxF "CONDOR_CONFIG=$DIR/condor_config"
}

# master_pid: prints the pid of this pool's living condor_master; false if there is none.
master_pid() {
  p=$(cat "$DIR/master.pid" 2>/dev/null) || return 1
  ours "$p" && grep -qx condor_master "/proc/$p/comm" 2>/dev/null && printf '%s\n' "$p"
}

# condor TOOL ARGS: one of HTCondor's tools against this pool and no other, for at most 15 s.
condor() {
  tool=$1
  shift
  timeout 15 env CONDOR_CONFIG="$DIR/condor_config" "$RELEASE/bin/$tool" "$@" 2>/dev/null
}

# ready: true if the schedd answers and all four sites are there.
ready() {
  [ "$(condor condor_status -af GLIDEIN_CMSSite -constraint 'SlotType == "Partitionable"' | sort -u | wc -l)" -ge 4 ] && condor condor_q -totals >/dev/null
}
