#!/bin/sh
# choose_sites.sh WHEN: PRE script, run by DAGMan in the work unit's directory, of the work unit's node in workflow.dag (WHEN is its $RETRY) and of
# the landing node in group.dag (WHEN is 'landing'). The only writer of sites.inc: planned_sites - ../banned (the server's) - struck (group_end.sh's).
# DAGMan runs the PRE scripts of all work units as it starts, whatever MAXJOBS says; the one of the landing runs just before the landing job is submitted.
# Before the work unit's node it also decides whether to land anew: where the elected site may not be used any more, or where DAGMan would begin anyway
# (no rescue file). Then WMS2_LANDING_TRY is raised first, as names of files hang on it, and what would lead back to that site is deleted.
# Exit 0 chosen, 42 no site is left, 1 the directory is not as it should be. What it did is appended to log/sites.log. Running it twice does no harm.
set -eu
# shellcheck source-path=SCRIPTDIR source=sites_lib.sh
. "$(dirname "$0")/sites_lib.sh"
[ $# -eq 1 ] || { echo 'usage: choose_sites.sh RETRY|landing' >&2; exit 1; }
mkdir -p log

# Merged already: only the cleanup is left, and its files lie at the elected site. An inner DAGMan that was killed, or removed as the merge ended, has left
# no rescue file or one that does not know of it: it would process or merge again what is in the database.
if [ -s manifest.json ]; then
  [ "$1" != landing ] || exit 0
  newest='' next=1
  for f in group.dag.rescue[0-9][0-9][0-9]; do
    [ ! -e "$f" ] || { newest=$f; next=$((1${f#group.dag.rescue} - 999)); } # 008 would be octal
  done
  if [ -z "$newest" ] || ! grep -qx 'DONE merge' "$newest"; then
    sed -n 's/^JOB \([^ ]*\) .*/DONE \1/p' group.dag | grep -vx 'DONE cleanup' >group.dag.rescue.new
    mv group.dag.rescue.new "$(printf 'group.dag.rescue%03d' "$next")"
    note "merged, and DAGMan does not know it: only the cleanup is left to do"
  fi
  exit 0
fi

try=$(value WMS2_LANDING_TRY sites.inc)
case $try in '' | *[!0-9]*) note "sites.inc names no landing try"; exit 1 ;; esac
sites=$(without ../banned struck)
if [ -z "$sites" ] && [ "$1" = 0 ] && [ -s struck ]; then
  # An attempt begins, and earlier ones have struck all sites: they get another chance, or it would fail for ever.
  sites=$(without ../banned)
  if [ -n "$sites" ]; then
    note "strikes are forgotten, they leave no site: $(paste -s -d , struck)"
    rm -f struck
  fi
fi
[ -n "$sites" ] || { note "no site is left of $(paste -s -d , planned_sites)"; exit 42; }

write() {
  text=$(printf 'WMS2_SITES = %s\nWMS2_LANDING_TRY = %s' "$sites" "$try")
  [ "$(cat sites.inc)" != "$text" ] || return 0
  printf '%s\n' "$text" >sites.inc.new
  mv sites.inc.new sites.inc
  note "landing try $try, sites $sites"
}

if [ "$1" = landing ]; then
  write
  exit 0
fi
rescue=
for f in group.dag.rescue*; do [ ! -e "$f" ] || rescue=$f; done
if [ -e elected_site.inc ]; then
  elected=$(value WMS2_ELECTED_SITE elected_site.inc)
  if [ -n "$rescue" ] && has "$sites" "$elected"; then
    write
    exit 0
  fi
  note "lands anew, was at ${elected:-no site}"
  try=$((try + 1))
fi
write
rm -f group.dag.rescue* group.dag.lock manifest.new.json
rm -f elected_site.inc
