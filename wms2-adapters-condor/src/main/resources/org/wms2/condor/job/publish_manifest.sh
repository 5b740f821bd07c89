#!/bin/sh
# publish_manifest.sh RETURN: POST script of the merge node, run by DAGMan in the work unit's directory. HTCondor brings the manifest home as
# manifest.new.json; only a complete one of a merge that returned 0 becomes manifest.json, by rename: whoever sees manifest.json sees a whole one.
# Exit 0 published, 42 the merge refused, 43 not to be tried here again, 1 anything else (signals and removals are negative numbers here). Running it twice does no harm.
set -eu
[ $# -eq 1 ] || { echo 'usage: publish_manifest.sh RETURN' >&2; exit 1; }
case $1 in
  0) ;;
  42 | 43) exit "$1" ;;
  *) exit 1 ;;
esac
if [ -e manifest.new.json ]; then
  # written by json.dump with these separators and sorted keys, the file ends with a newline
  grep -q '^{.*"complete":true.*}$' manifest.new.json || exit 1
  mv manifest.new.json manifest.json
fi
[ -s manifest.json ]
