#!/bin/sh
# group_end.sh RETURN NODE_RETRIES: POST script of the work unit's node in workflow.dag, run by DAGMan in the work unit's directory. RETURN is what
# its DAGMan returned, NODE_RETRIES how often that one tries a node again. A work unit that failed for a reason of the site strikes the elected site:
# adds it to struck, once. The reports of the failed nodes' last starts, of this attempt and landing try, say so: exit class 43, or a category of the
# site with the last node retry (a job killed outright).
# Exit 0 done, 1 to land elsewhere (RETRY), 42 failed. What it did is appended to log/sites.log. Running it twice does no harm.
set -eu
# shellcheck source-path=SCRIPTDIR source=sites_lib.sh
. "$(dirname "$0")/sites_lib.sh"
[ $# -eq 2 ] || { echo 'usage: group_end.sh RETURN NODE_RETRIES' >&2; exit 42; }
[ "$1" != 0 ] || exit 0
mkdir -p log
[ "$1" = 1 ] || { note "returned $1: interrupted, not failed for a reason of the site"; exit 42; }
[ ! -s manifest.json ] || { note 'merged, but the cleanup failed'; exit 42; }
site=$(value WMS2_ELECTED_SITE elected_site.inc)
attempt=$(value WMS2_ATTEMPT tuning.inc)
try=$(value WMS2_LANDING_TRY sites.inc)
[ -n "$site" ] || { note 'failed before a site was elected'; exit 42; }

# last_failures: "<node retry> <file>" of every node whose last start failed.
last_failures() {
  {
    find side -name "*-a${attempt}_${try}_*.json" -exec printf 'all %s\n' {} +
    find side -name "*-a${attempt}_${try}_*.json" -exec grep -L '"exitClass":0[,}]' {} + | sed 's/^/bad /'
  } | awk '
    { node = $2; sub(/_[0-9]+\.json$/, "", node)
      retry = substr($2, length(node) + 2); sub(/\.json$/, "", retry); retry += 0 }
    $1 == "all" { if (!(node in last) || retry > last[node]) last[node] = retry }
    $1 == "bad" && retry == last[node] { print retry, $2 }'
}

# of_class CLASS [MIN_RETRY]: those of them whose report has this exit class.
of_class() {
  printf '%s\n' "$failures" | awk -v min="${2:-0}" 'NF == 2 && $1 >= min { print $2 }' | xargs -r grep -l "\"exitClass\":$1[,}]" || :
}

failures=$(last_failures)
struck=$({ of_class 43; of_class 1 "$2" | xargs -r grep -lE '"category":"(site|storage|launcher)"'; } | head -n 1)
hopeless=$(of_class 42 | head -n 1)
[ -n "$struck" ] || { note 'failed, but not for a reason of the site'; exit 42; }
if [ ! -e struck ] || ! grep -qxF "$site" struck; then
  { [ ! -e struck ] || cat struck; printf '%s\n' "$site"; } >struck.new
  mv struck.new struck
fi
[ -z "$hopeless" ] || { note "$site is struck for $struck, but $hopeless would fail everywhere"; exit 42; }
sites=$(without ../banned struck)
[ -n "$sites" ] || { note "$site is struck for $struck, and no other site is left"; exit 42; }
note "$site is struck for $struck, left are $sites"
exit 1
