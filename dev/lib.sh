# shellcheck shell=sh
# Functions that wms2, check, mvnw and .ci/run share. Sourced, never run. POSIX sh.

say() { printf '%s\n' "$*" >&2; }
die() {
  say "$*"
  exit 1
}

# The feature release of the JDK or JRE at $1, read from its `release` file: no JVM is started.
feature() { sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null; }

# find_jdk MIN TOOL(java|javac): prints the home of the first Java >= MIN that has TOOL; fails when there is none.
# JAVA_HOME first, then PATH, then /usr/lib/jvm and ~/.m2/jdks (newest first), then WMS2_JDK.
find_jdk() {
  on_path=$(command -v "$2") && on_path=$(readlink -f "$on_path") && on_path=${on_path%/bin/*}
  # shellcheck disable=SC2012,SC2046  # names of JDKs hold no blanks
  for jdk in "${JAVA_HOME:-}" "$on_path" \
    $(ls -d "${JVMS:-/usr/lib/jvm}"/*/ "${HOME:-/nonexistent}"/.m2/jdks/*/ 2>/dev/null | sort -rV) "${WMS2_JDK:-}"; do
    jdk=${jdk%/}
    [ -n "$jdk" ] && [ -x "$jdk/bin/$2" ] || continue
    found=$(feature "$jdk")
    [ "${found:-0}" -ge "$1" ] && {
      printf '%s\n' "$jdk"
      return 0
    }
  done
  return 1
}

NO_JDK="No JDK >= 21 (with javac) found in JAVA_HOME, on PATH, in /usr/lib/jvm or in ~/.m2/jdks: install one (for example temurin-25-jdk, or openjdk-21-jdk where the system has it) or set JAVA_HOME."
