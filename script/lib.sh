# What script/server and script/test share. Sourced from the top of the checkout, with `set -eu`.
# Everything here is idempotent and says nothing when there is nothing to do.

say() { printf '\n%s\n' "$*" >&2; }

# Debian packages to build and run the server; the test script adds its own.
SERVER_PACKAGES="gcc libc6-dev cmake ninja-build pkg-config python3 npm nodejs ca-certificates
  libwebsockets-dev libwebsockets-evlib-uv libuv1-dev libwslay-dev libhttp-parser-dev libcsv-dev
  libsqlite3-dev libjansson-dev libssl-dev libcurl4-openssl-dev zlib1g-dev openssl coturn"

# The packages of the list that are not here yet. A node and npm from elsewhere are as good: they
# only fetch the pinned ones.
missing_packages() {
  local name
  for name in "$@"; do
    case $name in nodejs | npm) command -v "${name%js}" >/dev/null && continue ;; esac
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || echo "$name"
  done
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

need_packages() {
  local missing
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  say "Installing from Debian:" $missing
  as_root apt-get update -qq
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
    apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

# `npm ci` in a folder, when its lock file is not the one that was installed last.
npm_install() {
  local stamp="$1/node_modules/.installed"
  [ -d "$1/node_modules" ] && cmp -s "$1/package-lock.json" "$stamp" && return 0
  say "Installing npm packages in $1"
  (cd "$1" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2)
  cp "$1/package-lock.json" "$stamp"
}

# The pinned node and npm, first in PATH: Debian 12's node is too old to build the client.
need_node() {
  local top arch
  top=$PWD
  npm_install script/toolchain
  case $(uname -m) in aarch64) arch=arm64 ;; *) arch=x64 ;; esac
  PATH="$top/script/toolchain/node_modules/node-linux-$arch/bin:$top/script/toolchain/node_modules/.bin:$PATH"
  export PATH
}

# Builds a preset of CMakePresets.json; further arguments are targets.
build() {
  local preset=$1
  shift
  [ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" >/dev/null
  cmake --build "build/$preset" -- --quiet "$@" | { grep -v '^ninja: no work to do' || true; }
}

# The client, when anything that it is made of is newer than what was built.
build_web() {
  npm_install web
  if [ -f web/dist/index.html ] &&
    [ -z "$(find web/src web/public web/tools web/index.html web/*.json web/*.ts schema/protocol schema/gen \
      -newer web/dist/index.html -type f -not -path '*/gen/*' -print -quit)" ]; then
    return 0
  fi
  say "Building the client"
  (cd web && npm run --silent build >&2)
}
