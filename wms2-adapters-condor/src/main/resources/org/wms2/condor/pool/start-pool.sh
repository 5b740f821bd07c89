#!/bin/sh
# start-pool.sh DIR RELEASE_DIR: starts the personal pool in DIR (made if missing) as the calling account, with the programs of RELEASE_DIR
# (the line that install-htcondor.sh prints). Does nothing if this very pool is alive. Returns when it is ready: four sites and a schedd that answers.
# stdout: CONDOR_CONFIG=... and PATH_ADD=..., what a client needs. Exit 0 ready, 1 not (one line says why). The pool outlives the caller.
set -eu
umask 022
me=start-pool
. "$(dirname "$0")/pool-lib.sh"
[ $# -eq 2 ] || die 'usage: start-pool.sh DIR RELEASE_DIR'
pool_dir "$1"
RELEASE=${2%/}
[ "$(id -u)" -ne 0 ] || die 'the pool must not run as root (its DAGs could not write): start it as an unprivileged account, runuser -u ACCOUNT -- start-pool.sh ...'
for f in sbin/condor_master sbin/condor_schedd bin/condor_status bin/condor_q; do
  [ -x "$RELEASE/$f" ] || die "$RELEASE/$f is missing: run install-htcondor.sh first and give its answer as RELEASE_DIR"
done
first() { for d in "$@"; do if [ -d "$d" ]; then printf '%s\n' "$d"; return; fi; done; return 1; }
LIBEXEC=$(first "$RELEASE/libexec/condor" "$RELEASE/lib/condor/libexec" "$RELEASE/libexec") || die "$RELEASE has no libexec directory: not a whole HTCondor"
LIB=$(first "$RELEASE/lib/condor" "$RELEASE/lib64/condor" "$RELEASE/lib") || die "$RELEASE has no lib directory: not a whole HTCondor"
ACCOUNT=$(id -un)

mkdir -p "$DIR" || die "cannot make $DIR: choose a directory that $ACCOUNT may write to"
[ -O "$DIR" ] || die "$DIR belongs to another account than $ACCOUNT: choose another directory, or run as its owner"
chmod 700 "$DIR"
exec 9>"$DIR/lock.start"
flock -w 120 9 || die 'another start of this pool did not end within 120 s: see '"$DIR/log/MasterLog"

answer() { printf 'CONDOR_CONFIG=%s/condor_config\nPATH_ADD=%s/bin:%s/sbin\n' "$DIR" "$RELEASE" "$RELEASE"; }
# wait_ready SECONDS: by the clock, as with a daemon that hangs every look takes 15 s.
wait_ready() {
  deadline=$(($(date +%s) + $1))
  while [ "$(date +%s)" -lt "$deadline" ]; do
    master_pid >/dev/null || die "condor_master ended: $(tail -n 1 "$DIR/log/MasterLog" 2>/dev/null || cat "$DIR/master.err"). See $DIR/log"
    if ready; then return 0; fi
    sleep 0.2
  done
  die "the pool did not answer within $1 s: stop and start it ('./wms2 local stop', then 'start'), or look at MasterLog and SchedLog"
}

if master_pid >/dev/null; then
  RELEASE=$(cat "$DIR/release")
  wait_ready 30
  answer
  exit 0
fi

mkdir -p "$DIR/log" "$DIR/run" "$DIR/lock" "$DIR/spool" "$DIR/execute"
# The port: below Linux's ephemeral range, so that no outgoing connection takes it between two starts.
PORT=$(python3 - "$DIR/port" <<'PY'
import os, socket, sys
kept = sys.argv[1]
def free(port):
    with socket.socket() as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            s.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
port = int(open(kept).read()) if os.path.exists(kept) else None
if port is None or not free(port):
    if port is not None:
        print("start-pool: port %d is taken by something else; taking another one" % port, file=sys.stderr)
    port = next((p for p in (20000 + (os.getpid() * 7 + n * 13) % 12000 for n in range(900)) if free(p)), None)
    if port is None:
        sys.exit("start-pool: no free port on 127.0.0.1 between 20000 and 32000")
    with open(kept + ".new", "w") as f:
        f.write("%d\n" % port)
    os.rename(kept + ".new", kept)
print(port)
PY
) || die 'no port could be chosen (python3 >= 3.6 is needed)'
jobs=$(($(getconf _NPROCESSORS_ONLN) * 8))
[ "$jobs" -ge 16 ] || jobs=16
sed -e "s#@RELEASE_DIR@#$RELEASE#; s#@POOL_DIR@#$DIR#; s#@LIBEXEC@#$LIBEXEC#; s#@LIB@#$LIB#; s#@PORT@#$PORT#; s#@ACCOUNT@#$ACCOUNT#" \
  -e "s#@UID@#$(id -u)#; s#@GID@#$(id -g)#; s#@MAX_JOBS_RUNNING@#$jobs#" "$(dirname "$0")/condor_config.template" >"$DIR/condor_config.new"
if grep -q '@[A-Z_]*@' "$DIR/condor_config.new"; then die "condor_config.template has a placeholder that start-pool.sh does not know: $(grep -o '@[A-Z_]*@' "$DIR/condor_config.new" | head -1)"; fi
mv "$DIR/condor_config.new" "$DIR/condor_config"
printf '%s\n' "$RELEASE" >"$DIR/release"
rm -f "$DIR/master.pid"
# A session and a clean environment of its own: nothing of the caller's (its secrets, its terminal, this lock) reaches daemons or jobs.
(cd "$DIR" && exec env -i CONDOR_CONFIG="$DIR/condor_config" HOME="$DIR" USER="$ACCOUNT" LOGNAME="$ACCOUNT" LANG=C.UTF-8 \
  PATH="$RELEASE/bin:$RELEASE/sbin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin" \
  setsid "$RELEASE/sbin/condor_master" -f -pidfile "$DIR/master.pid" </dev/null >"$DIR/master.err" 2>&1 9>&-) &
i=0
while ! master_pid >/dev/null && [ "$i" -lt 50 ]; do i=$((i + 1)); sleep 0.1; done
wait_ready 60
say "pool ready on 127.0.0.1:$PORT, account $ACCOUNT, directory $DIR"
answer
