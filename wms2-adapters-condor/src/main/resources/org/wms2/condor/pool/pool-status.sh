#!/bin/sh
# pool-status.sh DIR: says whether the pool of DIR, and no other, is alive. Its account or root may ask.
# Exit 0 ready, 3 alive but not ready (starting, stopping, or ill), 4 not running. stdout: one line.
set -eu
me=pool-status
. "$(dirname "$0")/pool-lib.sh"
[ $# -eq 1 ] || { say 'usage: pool-status.sh DIR'; exit 2; }
pool_dir "$1"
pid=$(master_pid) || { printf 'not running\n'; exit 4; }
RELEASE=$(cat "$DIR/release")
if ready; then printf 'ready pid=%s port=%s release=%s\n' "$pid" "$(cat "$DIR/port")" "$RELEASE"; exit 0; fi
printf 'alive, not ready pid=%s port=%s release=%s\n' "$pid" "$(cat "$DIR/port")" "$RELEASE"
exit 3
