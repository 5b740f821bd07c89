#!/bin/sh
# elect_site.sh JOBID RETURN: POST script of the landing node, run by DAGMan in the work unit's directory. Writes elected_site.inc: the site where
# HTCondor ran the landing job. A failed landing elects nothing. The site's name must look like one and be among WMS2_SITES of sites.inc,
# for elected_site.inc is included by submit files, and an include may run commands; nor may it have been banned since (../banned).
# Exit 0 elected, 1 not (DAGMan's RETRY lands again). What it did is appended to log/elect_site.log.
set -eu
[ $# -eq 2 ] || { echo 'usage: elect_site.sh JOBID RETURN' >&2; exit 1; }
note() { printf '%s landing %s: %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$job" "$*" >>log/elect_site.log; }
job=$1
mkdir -p log
[ "$2" = 0 ] || { note "returned $2, elects nothing"; exit 1; }
case ${job%%.*} in '' | *[!0-9]*) note 'not a job id'; exit 1 ;; esac
event=$(printf '(%03d.' "${job%%.*}")
# ulog_execute_attrs puts the site into the execute event (001); the last one of this cluster counts. DAGMan read the later 005 from the same log, so it is there.
site=$(awk -v id="$event" '
  /^001 / { mine = index($2, id) == 1 }
  /^\.\.\./ { mine = 0 }
  mine && NF == 3 && $1 == "GLIDEIN_CMSSite" && $2 == "=" { site = $3; gsub(/"/, "", site) }
  END { print site }' landing.log)
printf '%s\n' "$site" | grep -Eqx 'T[0-9]_[A-Z]{2}_[A-Za-z0-9_]{1,50}' || { note "'$site' is no site name"; exit 1; }
sites=$(sed -n 's/^[[:space:]]*WMS2_SITES[[:space:]]*=[[:space:]]*//p' sites.inc | tail -n 1 | tr -d '[:space:]')
case ",$sites," in
  *",$site,"*) ;;
  *) note "$site is not among $sites"; exit 1 ;;
esac
[ ! -s ../banned ] || ! grep -qxF "$site" ../banned || { note "$site has been banned meanwhile"; exit 1; }
printf 'WMS2_ELECTED_SITE = %s\n' "$site" >elected_site.inc.new
mv elected_site.inc.new elected_site.inc
note "elected $site"
