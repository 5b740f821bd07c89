#!/bin/sh
# wms2_pilot.sh: launches wms2_pilot.py and makes sure that pilot.json exists, whatever becomes of Python: an incomplete one measures nothing.
# Exit: what wms2_pilot.py returns, 0 if it has measured.
set -u
PATH=${PATH:-/usr/local/bin:/usr/bin:/bin}
export PATH
# A proxy comes with the mode that it had where the job was submitted; xrootd refuses one that others may read. HTCondor's renewals have 600.
case ${X509_USER_PROXY:-} in "${_CONDOR_SCRATCH_DIR:-/nowhere}"/*) chmod 600 "$X509_USER_PROXY" ;; esac
printf '{"schema":"wms2-pilot/1","complete":false,"message":"the job ended without a report: it was killed"}\n' >pilot.json
if ! command -v python3 >/dev/null; then
  printf '{"schema":"wms2-pilot/1","complete":false,"message":"python3 is not on PATH of this worker"}\n' >pilot.json
  exit 1
fi
exec python3 -B -s wms2_pilot.py
