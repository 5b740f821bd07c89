# shellcheck shell=sh
# Functions that wms2, check, mvnw and .ci/run share. Sourced, never run. POSIX sh with Debian's tools.
#
#   find_jdk               which Java to use
#   enter_account          as root: the same work again, as the account `wms2`, on a copy of the sources
#   installed_app          the jars to run: built and installed when the sources changed
#   run_app                start them in place of the shell
#
# Functions answer on stdout; talk goes to stderr. Variables that start with _ belong to the function that sets them.

ACCOUNT=wms2
ACCOUNT_HOME=/var/lib/wms2

say() { printf '%s\n' "$*" >&2; }
die() {
  say "$*"
  exit 1
}

short_hash() { sha256sum | cut -c 1-16; }

# ---- Java ---------------------------------------------------------------------------------------------------------

# The feature release of the JDK or JRE at $1, read from its `release` file: no JVM is started.
feature() { sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null; }

# find_jdk MIN TOOL(java|javac): prints the home of the first Java >= MIN that has TOOL; fails when there is none.
# JAVA_HOME first, then PATH, then /usr/lib/jvm and ~/.m2/jdks (newest first), then WMS2_JDK.
find_jdk() {
  _path=$(command -v "$2") && _path=$(readlink -f "$_path") && _path=${_path%/bin/*}
  # shellcheck disable=SC2012,SC2046  # a JDK's directory has no blanks in its name
  for _jdk in "${JAVA_HOME:-}" "$_path" \
    $(ls -d "${JVMS:-/usr/lib/jvm}"/*/ "${HOME:-/nonexistent}"/.m2/jdks/*/ 2>/dev/null | sort -rV) "${WMS2_JDK:-}"; do
    _jdk=${_jdk%/}
    if [ -z "$_jdk" ] || [ ! -x "$_jdk/bin/$2" ]; then continue; fi
    _feature=$(feature "$_jdk")
    [ "${_feature:-0}" -ge "$1" ] && {
      printf '%s\n' "$_jdk"
      return 0
    }
  done
  return 1
}

# no_jdk "JDK (with javac)": the one line that says what to install.
no_jdk() {
  die "No $1 >= 21 in JAVA_HOME, on PATH, in /usr/lib/jvm or in ~/.m2/jdks: install one (temurin-25-jdk, or openjdk-21-jdk-headless where the system has it), or unpack one and set JAVA_HOME."
}

# ---- Places -------------------------------------------------------------------------------------------------------

default_home() {
  if [ "$(id -un)" = "$ACCOUNT" ]; then printf '%s\n' "$ACCOUNT_HOME"; else printf '%s\n' "$HOME/.wms2"; fi
}

# ---- As root: the account -----------------------------------------------------------------------------------------
# PostgreSQL refuses to run as root, and DAGMan waits for ever in a directory of root's: docs/adr/0001.

as_account() {
  if command -v setpriv >/dev/null; then
    setpriv --reuid="$ACCOUNT" --regid="$ACCOUNT" --init-groups -- "$@"
  else
    runuser -u "$ACCOUNT" -- "$@"
  fi
}

make_account() {
  if ! getent passwd "$ACCOUNT" >/dev/null; then
    useradd --system --user-group --home-dir "$ACCOUNT_HOME" --shell /usr/sbin/nologin "$ACCOUNT" 2>/dev/null ||
      getent passwd "$ACCOUNT" >/dev/null ||
      die "Root's work runs under the account $ACCOUNT, which could not be made: run 'useradd --system --user-group --home-dir $ACCOUNT_HOME $ACCOUNT', or start this as an ordinary user."
    say "Made the system account $ACCOUNT (home $ACCOUNT_HOME): as root everything runs under it."
  fi
  [ -d "$ACCOUNT_HOME" ] || install -d -m 755 -o "$ACCOUNT" -g "$ACCOUNT" "$ACCOUNT_HOME"
}

# The sources below $1, NUL between names: what git would take, or all but what builds leave behind.
source_files() {
  (
    cd "$1" || exit 1
    if [ -e .git ] && git rev-parse --git-dir >/dev/null 2>&1; then
      # A file that is deleted but not yet committed is listed too: leave it out.
      # shellcheck disable=SC2016  # for the inner shell
      git ls-files -coz --exclude-standard | xargs -0 -r sh -c 'for f; do { [ -f "$f" ] || [ -L "$f" ]; } && printf "%s\0" "$f"; done; :' sh
    else
      find . \( -name .git -o -name target -o -name __pycache__ -o -name .idea \) -prune -o \( -type f -o -type l \) -printf '%P\0'
    fi
  ) | LC_ALL=C sort -z
}

# sync_tree FROM TO: makes TO's sources those of FROM. The account itself writes, so that nothing of its own making can
# lead root astray. Times are kept and target/ stays: the build there is incremental.
sync_tree() {
  as_account mkdir -p "$2" || return 1
  _list=$(mktemp) && _stale=$(mktemp) || return 1
  source_files "$1" >"$_list"
  tar -C "$1" --null --no-recursion -T "$_list" --no-acls --no-xattrs --owner="$ACCOUNT" --group="$ACCOUNT" --mode=u+rwX,go+rX -cf - |
    as_account tar -C "$2" --no-same-owner -xf - || return 1
  (cd "$2" && find . -name target -prune -o \( -type f -o -type l \) ! -name .synced -printf '%P\0') |
    LC_ALL=C sort -z | LC_ALL=C comm -z -23 - "$_list" >"$_stale"
  (cd "$2" && as_account xargs -0 -r rm -f --) <"$_stale"
  rm -f "$_list" "$_stale"
}

# Sources as names, sizes and times: what decides whether a copy or a build is still good. $1 directory, $2... parts.
fingerprint() {
  (
    cd "$1" && shift &&
      find "$@" \( -name .git -o -name target -o -name __pycache__ \) -prune -o \( -type f -o -type l \) -printf '%p %s %T@\n' | LC_ALL=C sort | short_hash
  )
}

# Maven's and the JDK finder's files of the caller that the account could not read.
lend_settings() {
  [ -d "$ACCOUNT_HOME/.m2" ] || as_account mkdir -p "$ACCOUNT_HOME/.m2" || return 1
  for _name in settings.xml settings-security.xml toolchains.xml; do
    _mine=${HOME:-/root}/.m2/$_name
    [ -f "$_mine" ] || continue
    cmp -s "$_mine" "$ACCOUNT_HOME/.m2/$_name" 2>/dev/null && continue
    # shellcheck disable=SC2016  # for the inner shell
    as_account sh -c 'umask 077; cat >"$1.new" && mv -f "$1.new" "$1"' sh "$ACCOUNT_HOME/.m2/$_name" <"$_mine" || return 1
  done
}

# readable_copy FILE: FILE itself when the account can read it by its full name, else a copy of it that it can read.
readable_copy() {
  _full=$(readlink -f "$1") || _full=$1
  if [ ! -f "$_full" ] || as_account test -r "$_full"; then
    printf '%s\n' "$1"
    return
  fi
  _copy=$ACCOUNT_HOME/lent/$(short_hash <"$_full")/$(basename "$_full")
  # shellcheck disable=SC2016  # for the inner shell
  as_account sh -c 'umask 077; mkdir -p "${1%/*}" && cat >"$1.new" && mv -f "$1.new" "$1"' sh "$_copy" <"$_full" || return 1
  say "The account $ACCOUNT cannot read $1: it is given a copy, $_copy"
  printf '%s\n' "$_copy"
}

# enter_account SCRIPT ARGS...: as root, does not return: the checkout (and ../shared/contracts and design beside it)
# is copied to a place of the account's, and SCRIPT of that copy goes on as the account in place of this process.
# As anybody else: does nothing.
enter_account() {
  [ "$(id -u)" -eq 0 ] || return 0
  _script=$1
  shift
  _checkout=$(dirname "$_script")
  make_account
  _build=$ACCOUNT_HOME/build/$(printf '%s' "$_checkout" | short_hash)
  _copy=$_build/main
  # Two commands at once: the second waits, and finds the copy made. The lock is the checkout's own file.
  (
    flock 9
    _print=$(fingerprint "$_checkout" .)
    if [ "$_print" != "$(cat "$_copy/.synced" 2>/dev/null)" ]; then
      sync_tree "$_checkout" "$_copy" || die "Could not copy $_checkout to $_copy as the account $ACCOUNT: is $ACCOUNT_HOME writable for it, and is there room?"
      printf '%s\n' "$_print" | as_account tee "$_copy/.synced" >/dev/null
    fi
    if [ "$(basename "$_script")" = check ]; then
      for _part in contracts design; do
        [ ! -d "$_checkout/../shared/$_part" ] || sync_tree "$_checkout/../shared/$_part" "$_build/shared/$_part" ||
          die "Could not copy $_checkout/../shared/$_part for the account $ACCOUNT."
      done
    fi
  ) 9<"$_checkout/dev/lib.sh" || exit 1
  lend_settings || die "Could not copy Maven's settings to $ACCOUNT_HOME/.m2."

  if [ -n "${WMS2_HOME:-}" ]; then
    [ -d "$WMS2_HOME" ] || install -d -m 755 -o "$ACCOUNT" -g "$ACCOUNT" "$WMS2_HOME"
    as_account test -w "$WMS2_HOME" || die "WMS2_HOME ($WMS2_HOME) must belong to the account $ACCOUNT: run 'chown -R $ACCOUNT: $WMS2_HOME', or leave WMS2_HOME unset."
  fi
  export HOME="$ACCOUNT_HOME" USER="$ACCOUNT" LOGNAME="$ACCOUNT"
  unset XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_RUNTIME_DIR MAIL ENV BASH_ENV
  [ -z "${TMPDIR:-}" ] || as_account test -w "$TMPDIR" || unset TMPDIR
  as_account test -x . || cd "$ACCOUNT_HOME" || exit 1

  if command -v setpriv >/dev/null; then
    exec setpriv --reuid="$ACCOUNT" --regid="$ACCOUNT" --init-groups -- "$_copy/$(basename "$_script")" "$@"
  fi
  exec runuser -u "$ACCOUNT" -- "$_copy/$(basename "$_script")" "$@"
}

# ---- Build and install --------------------------------------------------------------------------------------------

# install_app CHECKOUT TARGET: puts the jars that CHECKOUT's wms2-cli needs at run time (built before, under TARGET)
# into $WMS2_HOME/app/<hash of their content>/lib and prints that app directory. It never changes afterwards, so a
# rebuild pulls no jar from under a running service: docs/adr/0002.
install_app() {
  _apps=$WMS2_HOME/app
  mkdir -p "$_apps" || return 1
  _new=$(mktemp -d "$_apps/.new.XXXXXX") || return 1
  mkdir "$_new/lib"
  [ -s "$1/wms2-cli/$2/runtime-classpath.txt" ] || return 1
  tr ':' '\n' <"$1/wms2-cli/$2/runtime-classpath.txt" | xargs -d '\n' cp -t "$_new/lib" "$1/wms2-cli/$2"/wms2-cli-*.jar || return 1
  _id=$( (cd "$_new/lib" && LC_ALL=C sha256sum ./*.jar) | short_hash)
  _app=$_apps/$_id
  if [ -d "$_app" ]; then
    rm -rf "$_new"
    touch "$_app"
  else
    chmod 755 "$_new" && mv -T "$_new" "$_app" || return 1
  fi
  prune_apps "$_apps" "$_app"
  printf '%s\n' "$_app"
}

# Keeps the newest three of the apps in $1, $2, and any that a process runs from.
prune_apps() {
  find "$1" -maxdepth 1 -name '.new.*' -mmin +60 -exec rm -rf {} +
  # shellcheck disable=SC2012  # the names are hashes
  ls -dt "$1"/*/ | sed -e 1,3d -e 's,/$,,' | while read -r _old; do
    [ "$_old" != "$2" ] || continue
    grep -qsF "$_old/" /proc/[0-9]*/cmdline || rm -rf "$_old"
  done
  find "$1" -maxdepth 1 -type l -exec sh -c '[ -e "$1" ] || rm -f "$1"' sh {} \;
}

# installed_app CHECKOUT: prints the app directory of CHECKOUT's present sources, which are built first when they
# changed. When nothing changed this is one `find` and one `readlink`.
installed_app() {
  _mark=$WMS2_HOME/app/.from-$(printf '%s' "$1" | short_hash)-$(cd "$1" && fingerprint . pom.xml wms2-*/pom.xml wms2-*/src/main)
  if _app=$(readlink "$_mark") && [ -d "$_app/lib" ]; then
    printf '%s\n' "$_app"
    return 0
  fi
  mkdir -p "$WMS2_HOME/app" "$WMS2_HOME/log" || return 1
  (
    flock 9 || exit 1
    if ! { _app=$(readlink "$_mark") && [ -d "$_app/lib" ]; }; then
      find_jdk 21 javac >/dev/null || no_jdk "JDK (with javac)"
      _why="first use"
      for _old in "${_mark%-*}"-*; do [ ! -L "$_old" ] || _why="the sources changed"; done
      say "building WMS2 ($_why)…"
      _log=$WMS2_HOME/log/build.log
      # A build directory of its own (-Dwms2.quick): it leaves out the checks that ./mvnw and ./check make.
      if ! (cd "$1" && ./mvnw -B -ntp -T 1C -Dwms2.quick -Dmaven.test.skip=true package) >"$_log" 2>&1 9>&- </dev/null; then
        grep -E '^\[ERROR\]|^No |^Could not ' "$_log" | head -n 30 >&2
        die "The build failed; the whole log is $_log"
      fi
      _app=$(install_app "$1" target/quick) || die "Could not install the jars in $WMS2_HOME/app: is there room, and is it writable?"
      # Only the present sources of this checkout point at it.
      rm -f "${_mark%-*}"-*
      ln -sfn "$_app" "$_mark"
    fi
    printf '%s\n' "$_app"
  ) 9>"$WMS2_HOME/app/.lock"
}

# ---- Run ----------------------------------------------------------------------------------------------------------

# class_archive APP JAVA_HOME: prints the class-data archive of APP for this Java; makes it when there is none yet.
# Prints nothing when this Java cannot make one: the program only starts slower. Never AutoCreateSharedArchive: with
# an unwritable path it ends the program with 1 after it did its work.
class_archive() {
  _version=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$2/release")
  _archive=$1/classes-$(printf '%s %s' "$2" "$_version" | short_hash).jsa
  if [ ! -e "$_archive" ]; then
    [ -w "$1" ] || return 0
    _tmp=$_archive.$$
    "$2/bin/java" -XX:+UseSerialGC -Xlog:disable "-XX:ArchiveClassesAtExit=$_tmp" \
      --enable-native-access=ALL-UNNAMED -cp "$1/lib/*" org.wms2.cli.Main --version >/dev/null 2>&1 </dev/null || :
    [ -e "$_tmp" ] || : >"$_tmp" # an empty one says: not possible, do not try again
    mv -f "$_tmp" "$_archive"
  fi
  [ ! -s "$_archive" ] || printf '%s\n' "$_archive"
}

# run_app APP JAVA_HOME ARGS...: starts wms2 in place of this shell, so that signals and the exit code are Java's own.
run_app() {
  _app=$1
  _java=$2
  shift 2
  # A command is short: it must start fast. A server is long: the JVM chooses.
  _short=yes
  for _arg in "$@"; do
    case $_arg in
      serve) _short= && break ;;
      -*) ;;
      *) break ;;
    esac
  done
  set -- "-Dwms2.app=$_app" "-Dwms2.java=$_java/bin/java" -cp "$_app/lib/*" org.wms2.cli.Main "$@"
  if [ -n "$_short" ]; then
    _archive=$(class_archive "$_app" "$_java")
    set -- -XX:TieredStopAtLevel=1 -XX:+UseSerialGC ${_archive:+"-XX:SharedArchiveFile=$_archive"} "$@"
  fi
  # The JVM's own messages would go to stdout and spoil --json.
  exec "$_java/bin/java" -Xlog:disable --enable-native-access=ALL-UNNAMED "$@"
}
