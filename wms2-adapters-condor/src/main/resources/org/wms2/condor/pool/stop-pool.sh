#!/bin/sh
# stop-pool.sh DIR: stops the pool of DIR, and no other; the queue is kept on disk and goes on at the next start. Its account or root may stop it.
# Exit 0 stopped or was not running, 1 not stopped. Signals go to this pool's processes by pid only.
set -eu
me=stop-pool
. "$(dirname "$0")/pool-lib.sh"
[ $# -eq 1 ] || die 'usage: stop-pool.sh DIR'
pool_dir "$1"

# members: the living processes of this pool: daemons, DAGMans and their clients all carry its CONDOR_CONFIG; jobs die with their starters.
members() {
  for e in /proc/[0-9]*/environ; do
    p=${e#/proc/}
    p=${p%/environ}
    if grep -q '^condor_\(master\|collector\|negotia\|schedd\|startd\|shared_\|starter\|shadow\|dagman\)' "/proc/$p/comm" 2>/dev/null && ours "$p"; then printf '%s\n' "$p"; fi
  done
}
gone_within() { # tenths of a second
  i=0
  while [ "$i" -lt "$1" ]; do
    [ -n "$(members)" ] || return 0
    i=$((i + 2))
    sleep 0.2
  done
  [ -z "$(members)" ]
}

pid=$(master_pid) || pid=
[ -n "$pid" ] || [ -n "$(members)" ] || { say 'not running'; exit 0; }
# gracefully: running jobs go back to the queue; after a fast stop their shadows would look for the old startd until the job lease is over
[ -z "$pid" ] || kill -TERM "$pid" || die "may not signal condor_master ($pid): run as the pool's account or root"
if ! gone_within 200; then
  say 'still there after 20 s; killing what is left'
  for p in $(members); do kill -KILL "$p" 2>/dev/null || say "could not kill $p"; done
  gone_within 50 || die "processes of this pool remain: $(members | tr '\n' ' ')"
fi
rm -f "$DIR/master.pid"
say 'stopped'
