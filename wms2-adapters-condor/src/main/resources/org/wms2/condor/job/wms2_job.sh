#!/bin/sh
# wms2_job.sh ROLE WORK_UNIT NODE INDEX ATTEMPT LANDING_TRY NODE_RETRY MAX_RETRIES: launches wms2_job.py and makes sure that side.json exists and is honest,
# whatever becomes of Python. ROLE is processing, merge or cleanup; INDEX is '-' where the role has none.
# Exit: 0 done, 1 try again, 42 final, 43 the last try here failed for a reason of the site (never anything else: HTCondor keeps 8 bits only,
# the full exit code is in side.json).
set -u
PATH=${PATH:-/usr/local/bin:/usr/bin:/bin}
export PATH
here=$(cd "$(dirname "$0")" && pwd)
[ -r "$here/wms2_job.py" ] || here=.
clean() { printf '%s' "$1" | tr -cd 'A-Za-z0-9_.-'; }
number() { n=$(printf '%s' "$1" | tr -cd '0-9'); printf '%s' "${n:-0}"; }
started=$(date +%s)
# A proxy comes with the mode that it had where the job was submitted; xrootd refuses one that others may read. HTCondor's renewals have 600.
case ${X509_USER_PROXY:-} in "${_CONDOR_SCRATCH_DIR:-/nowhere}"/*) chmod 600 "$X509_USER_PROXY" ;; esac
child='' ended=''
trap 'ended=yes; [ -z "$child" ] || kill -TERM "$child" 2>/dev/null' TERM INT HUP

# fallback: the smallest side file that keeps the schema (schema/side-file-1.schema.json).
fallback() {
  index=null
  case ${4:-} in *[!0-9]* | '') ;; *) index=$4 ;; esac
  now=$(date +%s)
  printf '{"schema":"wms2-side/1","workUnit":"%s","ordinal":null,"node":"%s","role":"%s","index":%s,"attempt":%s,"landingTry":%s,"nodeRetry":%s,"jobStart":0,' \
    "$(clean "${2:-}")" "$(clean "${3:-}")" "$(clean "${1:-}")" "$index" "$(number "${5:-}")" "$(number "${6:-}")" "$(number "${7:-}")" >side.json.new
  printf '"exitCode":%s,"exitClass":%s,"failingStep":"launcher","category":"launcher","message":"%s","site":null,"host":"%s",' \
    "$code" "$class" "$message" "$(clean "$(uname -n)")" >>side.json.new
  printf '"startedAt":%s,"endedAt":%s,"wallSeconds":%s,"cpuSeconds":0,"peakRssMb":0,"sizeCapBytes":null,"range":null,"mask":null,"inputs":[],"outputs":[]}\n' \
    "$started" "$now" "$((now - started))" >>side.json.new
  mv side.json.new side.json
}

# to_home ARGS: puts side.json where HTCondor takes it from: the directory home/side becomes the work unit's side/, under the start's own name.
to_home() {
  name=$(clean "${3:-}")-a$(number "${5:-}")_$(number "${6:-}")_$(number "${7:-}").json
  mkdir -p home/side && cp side.json home/side.new && mv home/side.new "home/side/$name"
}

# What ends without Python's word is the launcher's failure, and so the site's; the cleanup is bound to its site.
ends=1
[ "${1:-}" = cleanup ] || [ "$(number "${7:-}")" -lt "$(number "${8:-}")" ] || ends=43
# Written first, so that a job killed outright still returns a report; HTCondor would hold a job whose declared output is missing.
rm -f reported
[ "${1:-}" != merge ] || printf '{"schema":"wms2-manifest/1","complete":false}\n' >manifest.new.json
code=1 class=1 message='the job ended without a report: it was killed'
fallback "$@"
to_home "$@"
class=$ends
if ! command -v python3 >/dev/null; then
  code=127 message='python3 is not on PATH of this worker'
  fallback "$@"
  to_home "$@"
  printf '%s\n' "wms2_job: $message" >&2
  exit "$class"
fi
[ -z "$ended" ] || exit 1 # told to end before it began: the first report says so
python3 -B -s "$here/wms2_job.py" "$@" &
child=$!
[ -z "$ended" ] || { sleep 1; kill -TERM "$child" 2>/dev/null; }
wait "$child"
rc=$?
while kill -0 "$child" 2>/dev/null; do # a trapped signal ended the wait early
  wait "$child"
  rc=$?
done
if [ -e reported ]; then
  to_home "$@"
  case $rc in 0 | 1 | 42 | 43) exit "$rc" ;; esac
fi
code=$rc message='wms2_job.py ended without a report: see the job log'
[ "$rc" -ne 0 ] || code=1
fallback "$@"
to_home "$@"
printf '%s\n' "wms2_job: $message (status $rc)" >&2
exit "$class"
