# shellcheck shell=sh
# Finds pgbench, or unpacks Debian's into the user's cache. Sourced by dev/bench, after dev/lib.sh.
#
#   find_pgbench           prints the path of a pgbench: WMS2_PGBENCH, /usr/lib/postgresql, PATH, the cache, a download

# Debian's packages of this machine's own release, from its own package source: no root, nothing is installed.
unpack_pgbench() {
  for _tool in apt-get apt-cache dpkg-deb; do
    command -v "$_tool" >/dev/null ||
      die "No pgbench, and no $_tool to fetch one with: install PostgreSQL's client programs with pgbench, or set WMS2_PGBENCH."
  done
  _server=$(apt-cache depends postgresql 2>/dev/null | sed -n 's/^ *Depends: \(postgresql-[0-9]*\)$/\1/p' | head -n 1)
  [ -n "$_server" ] || die "No pgbench, and apt knows no package postgresql: run 'apt-get update', install pgbench, or set WMS2_PGBENCH."
  _libraries=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces \
    --no-enhances libpq5 2>/dev/null | grep '^lib' | grep -v '^libc6$\|:' | sort -u)
  say "unpacking pgbench of Debian's $_server into $1…"
  rm -rf "$1"
  mkdir -p "$1/debs"
  # shellcheck disable=SC2086  # the libraries are words on purpose
  (cd "$1/debs" && apt-get -qq download "$_server" $_libraries >"$1/download.out" 2>&1) ||
    die "A package could not be downloaded: $(grep '^E:' "$1/download.out" | head -n 1). Install pgbench, or set WMS2_PGBENCH."
  for _deb in "$1"/debs/*.deb; do dpkg-deb -x "$_deb" "$1" || die "$_deb could not be unpacked."; done
  rm -rf "$1/debs"
  _program=$(find "$1/usr/lib/postgresql" -name pgbench)
  _libs=$1/usr/lib/$(uname -m)-linux-gnu
  printf '#!/bin/sh\nLD_LIBRARY_PATH=%s exec %s "$@"\n' "$_libs" "$_program" >"$1/pgbench"
  chmod 755 "$1/pgbench"
}

find_pgbench() {
  # shellcheck disable=SC2012  # these names have no blanks
  _found=$(ls "${PGBENCHES:-/usr/lib/postgresql}"/*/bin/pgbench 2>/dev/null | sort -rV | head -n 1)
  _cache=${XDG_CACHE_HOME:-$HOME/.cache}/wms2/pgbench
  if [ -n "${WMS2_PGBENCH:-}" ]; then
    _found=$WMS2_PGBENCH
  elif [ -z "$_found" ]; then
    if [ -z "${PGBENCHES:-}" ] && command -v pgbench >/dev/null; then
      _found=$(command -v pgbench)
    else
      _found=$_cache/pgbench
      [ -x "$_found" ] || unpack_pgbench "$_cache"
    fi
  fi
  "$_found" --version >/dev/null || die "$_found does not run: install pgbench, or set WMS2_PGBENCH to one that does."
  printf '%s\n' "$_found"
}
