#!/bin/sh
# sites_lib.sh: what choose_sites.sh and group_end.sh share. Both are run by DAGMan in the work unit's directory, one after the other.

# note WORDS: a line in log/sites.log.
note() { printf '%s %s: %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$(basename "$0" .sh)" "$*" >>log/sites.log; }

# value NAME FILE: what an include assigns to NAME; nothing if there is no such file or line.
value() {
  [ ! -e "$2" ] || sed -n "s/^[[:space:]]*$1[[:space:]]*=[[:space:]]*//p" "$2" | tail -n 1 | tr -d '[:space:]'
}

# without FILE...: planned sites that none of the files names, as a comma list. A file that is not there names none.
without() {
  left=$(cat planned_sites)
  for f in "$@"; do
    [ ! -s "$f" ] || left=$(printf '%s\n' "$left" | grep -vxFf "$f") || left=
  done
  printf '%s\n' "$left" | paste -s -d , -
}

# has LIST SITE: whether a comma list has the site.
has() {
  case ",$1," in *",$2,"*) return 0 ;; esac
  return 1
}
