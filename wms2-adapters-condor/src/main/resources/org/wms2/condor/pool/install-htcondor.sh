#!/bin/sh
# install-htcondor.sh PREFIX: puts HTCondor 23.9 (Debian trixie's packages) under PREFIX, without root and without touching the system.
# stdout: one line, the release directory (its bin and sbin hold HTCondor). stderr: talk. Exit 0 done, 1 cannot work here (one line says why and what to do).
# An HTCondor >= 23 on PATH lends its binaries instead; WMS2_CONDOR_FROM_PATH=no forbids that.
# PREFIX is baked into the programs (loader and rpath), so the tree cannot be moved: it is built in place under a lock, and PREFIX/.complete is written last.
set -eu
umask 022
RECIPE=1                 # raise it when the recipe changes: an older tree is then rebuilt
ARCH=x86_64-linux-gnu

say() { printf 'install-htcondor: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }
ELSEWHERE='install HTCondor >= 23 from your distribution or from htcondor.org, put it on PATH and try again'

[ $# -eq 1 ] || die 'usage: install-htcondor.sh PREFIX (an absolute directory)'
PREFIX=${1%/}
case $PREFIX in
  /?*) ;;
  *) die "PREFIX must be an absolute directory, found '$1'" ;;
esac
case $PREFIX in
  *[!A-Za-z0-9/._+-]*) die "PREFIX may hold letters, digits and /._+- only, found '$PREFIX'" ;;
esac

# 1. an HTCondor on PATH
if [ "${WMS2_CONDOR_FROM_PATH:-yes}" != no ] && found=$(command -v condor_master); then
  release=$(dirname "$(dirname "$(readlink -f "$found")")")
  version=$(CONDOR_CONFIG=/dev/null "$release/bin/condor_version" 2>/dev/null | sed -n 's/^.CondorVersion: \([0-9]*\)\.[0-9].*/\1/p')
  if [ "${version:-0}" -ge 23 ] && [ -x "$release/sbin/condor_schedd" ] && [ -x "$release/bin/condor_submit_dag" ]; then
    say "using the HTCondor $version on PATH ($release): its programs only, not its configuration"
    printf '%s\n' "$release"
    exit 0
  fi
  say "the HTCondor on PATH ($found, version ${version:-unknown}) is older than 23 or not whole; not used"
fi

# 2. the unpacked one
finished() { [ "$(cat "$PREFIX/.complete" 2>/dev/null)" = "recipe $RECIPE" ]; }
if finished; then printf '%s\n' "$PREFIX/usr"; exit 0; fi
[ "$(uname -s)/$(uname -m)" = Linux/x86_64 ] || die "expected Linux on x86_64, found $(uname -s) on $(uname -m): $ELSEWHERE"
for tool in apt-get dpkg dpkg-deb flock; do
  command -v "$tool" >/dev/null || die "'$tool' is not on PATH, so Debian's packages cannot be unpacked here: $ELSEWHERE"
done
[ "$(dpkg --print-architecture)" = amd64 ] || die "expected Debian architecture amd64, found $(dpkg --print-architecture): $ELSEWHERE"
KEYRING=
for k in /usr/share/keyrings/debian-archive-keyring.gpg /usr/share/keyrings/debian-archive-keyring.pgp; do
  if [ -z "$KEYRING" ] && [ -r "$k" ]; then KEYRING=$k; fi
done
[ -n "$KEYRING" ] || die "Debian's archive keys are missing: install the package debian-archive-keyring, or $ELSEWHERE"

mkdir -p "$(dirname "$PREFIX")" || die "cannot make $(dirname "$PREFIX"): choose a PREFIX that you may write to"
exec 9>"$PREFIX.lock" || die "cannot write $PREFIX.lock: choose a PREFIX that you may write to"
flock -n 9 || { say 'another installation into the same place is running; waiting for it'; flock -w 900 9 || die 'it did not end within 15 minutes; look at it, then try again'; }
if finished; then printf '%s\n' "$PREFIX/usr"; exit 0; fi
if [ -d "$PREFIX" ] && [ ! -e "$PREFIX/.wms2-htcondor" ] && [ -n "$(ls -A "$PREFIX")" ]; then
  die "$PREFIX holds something else: choose an empty or a new directory"
fi
rm -rf "$PREFIX"
mkdir -p "$PREFIX"
: > "$PREFIX/.wms2-htcondor"

W=$PREFIX/apt
mkdir -p "$W/lists/partial" "$W/archives/partial" "$W/debs"
: > "$W/status"
cat > "$W/apt.conf" <<X
Dir::Etc::sourcelist "$W/sources.list"; Dir::Etc::sourceparts "/dev/null"; Dir::Etc::preferencesparts "/dev/null";
Dir::State::lists "$W/lists"; Dir::State::status "$W/status"; Dir::Cache::archives "$W/archives";
Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache ""; Acquire::Languages "none"; APT::Sandbox::User "";
Acquire::Retries "2"; Acquire::http::Timeout "30"; Acquire::https::Timeout "30";
#clear APT::Update::Post-Invoke;
X
# The machine's own package source, those that end in /debian first. --print-uris answers without root and with empty lists.
sources=$(apt-get --print-uris update 2>/dev/null | sed -n "s#^'\(.*\)/dists/[^/]*/InRelease'.*#\1#p" | grep -v -- '-security$' | awk '!seen[$0]++' || true)
ordered=$(printf '%s\n' "$sources" | grep '/debian$' || true; printf '%s\n' "$sources" | grep -v '/debian$' || true)
[ -n "$(printf '%s' "$ordered" | tr -d '[:space:]')" ] || die "apt names no package source on this machine: configure one (/etc/apt/sources.list), or $ELSEWHERE"
updated=no
for s in $ordered; do
  printf 'deb [signed-by=%s] %s trixie main\n' "$KEYRING" "$s" > "$W/sources.list"
  if apt-get -c "$W/apt.conf" -qq update >"$W/update.out" 2>&1 && ! grep -q '^[WE]:' "$W/update.out"; then updated=yes; break; fi
done
[ "$updated" = yes ] || die "Debian trixie's package list could not be had from this machine's package source (network down, or not a Debian mirror): $(grep '^[WE]:' "$W/update.out" | head -1). Mend the network, or $ELSEWHERE"
(cd "$W/debs" && apt-get -c "$W/apt.conf" -qq download condor libc6 libgcc-s1 libgomp1 libpcre2-8-0 libssl3t64 \
  libstdc++6 libuuid1 libzstd1 zlib1g patchelf) >"$W/download.out" 2>&1 ||
  die "a package could not be downloaded: $(grep '^E:' "$W/download.out" | head -1). Try again, or $ELSEWHERE"
for d in "$W"/debs/*.deb; do dpkg-deb -x "$d" "$PREFIX" || die "$d could not be unpacked (disk full?)"; done

# trixie's programs need trixie's loader: patchelf itself runs through it, and from a copy, as it patches the one in usr/bin too.
# --force-rpath: RUNPATH would not reach libcondor_utils' own dependencies.
LD=$PREFIX/usr/lib/$ARCH/ld-linux-x86-64.so.2
RPATH=$PREFIX/usr/lib:$PREFIX/usr/lib/$ARCH
cp "$PREFIX/usr/bin/patchelf" "$W/patchelf"
patchelf() { "$LD" --library-path "$RPATH" "$W/patchelf" "$@"; }
for f in "$PREFIX"/usr/bin/* "$PREFIX"/usr/sbin/* "$PREFIX"/usr/libexec/condor/*; do
  if [ ! -f "$f" ] || [ -L "$f" ]; then continue; fi
  patchelf --print-interpreter "$f" >/dev/null 2>&1 || continue
  patchelf --set-interpreter "$LD" --force-rpath --set-rpath "$RPATH" "$f" || die "$f could not be patched"
done
version=$(CONDOR_CONFIG=/dev/null "$PREFIX/usr/bin/condor_version" 2>/dev/null | sed -n 's/^.CondorVersion: \([0-9.]*\).*/\1/p')
[ -n "$version" ] || die "the unpacked condor_version does not run; remove $PREFIX and try again, or $ELSEWHERE"
rm -rf "$W"
printf 'recipe %s\n' "$RECIPE" > "$PREFIX/.complete.new"
mv "$PREFIX/.complete.new" "$PREFIX/.complete"
say "HTCondor $version unpacked into $PREFIX"
printf '%s\n' "$PREFIX/usr"
