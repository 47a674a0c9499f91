# shellcheck shell=bash
# Brings what a command needs onto a bare machine; sourced by scripts/run. Every function does nothing when its work is
# done, and leaves nothing half done when it is interrupted: a folder counts only when it holds `.complete`.
#
#   CACHE, shared by all checkouts, keyed by content    odoo-<key>/  venv-<key>/  node-<key>/  core-<key>/
#   .local/ of the checkout                             database, file store, logs, process ids

# Root's own home is closed to others, and PostgreSQL, which will not run as root, must read its programs from here.
if [ "$(id -u)" = 0 ]; then default_cache=/var/cache; else default_cache=${HOME:?}/.cache; fi
export CACHE=${XDG_CACHE_HOME:-$default_cache}/venue-ticketing

# Odoo 19 and the packages its links point into. The two fonts are Debian 12's: newer ones lack the linked files.
odoo_packages=(odoo-19 fonts-roboto-unhinted fonts-montserrat fonts-ocr-b fonts-glyphicons-halflings
  libjs-jquery libjs-jquery-form libjs-underscore fonts-inconsolata/bookworm fonts-font-awesome/bookworm)

export STARTED=${STARTED:-$EPOCHSECONDS}
say() { printf '%4ds  %s\n' $((EPOCHSECONDS - STARTED)) "$*"; }
die() { printf '\nerror: %s\n' "$*" >&2; exit 1; }
key() { sha256sum | cut -c1-12; }

# Install the missing ones of the given system packages when root, else name them.
system_packages() {
  local missing=() package
  for package in "$@"; do
    case $package in
      python3-venv) python3 -c 'import venv, ensurepip' ;;
      nodejs) command -v node ;;
      fonts-wqy-microhei) compgen -G '/usr/share/fonts/*/*/*[wW][qQ][yY]*' || compgen -G '/usr/share/fonts/*/*/*CJK*' ;;
      *) command -v "$package" ;;
    esac >/dev/null 2>&1 || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  local install="apt-get install -y --no-install-recommends ${missing[*]}"
  [ "$(id -u)" = 0 ] || die "missing system packages, install them and run again: sudo $install"
  command -v apt-get >/dev/null || die "missing programs: ${missing[*]}"
  say "installing system packages: ${missing[*]}"
  apt-get update -q >"$log" 2>&1 || { tail -5 "$log" >&2; die "apt-get update failed"; }
  # shellcheck disable=SC2086  # the words of the command shown
  DEBIAN_FRONTEND=noninteractive $install </dev/null >>"$log" 2>&1 || { tail -5 "$log" >&2; die "$install failed"; }
}

# Odoo from Debian's package, unpacked and not installed. The mirror is the one this machine's apt already uses.
bring_odoo() {
  if [ -n "${ODOO_HOME:-}" ]; then
    ODOO_HOME=$(realpath "$ODOO_HOME")
    [ -f "$ODOO_HOME/odoo-bin" ] || die "ODOO_HOME=$ODOO_HOME is not an Odoo source checkout: no odoo-bin in it"
    export ODOO_SCRIPT=$ODOO_HOME/odoo-bin ODOO_LIB=$ODOO_HOME ODOO_ADDONS=$ODOO_HOME/addons
    return
  fi
  local tree; tree=$CACHE/odoo-$({ printf '%s\n' "${odoo_packages[@]}"; declare -f bring_odoo; } | key)
  export ODOO_SCRIPT=$tree/usr/bin/odoo ODOO_LIB=$tree/usr/lib/python3/dist-packages
  export ODOO_ADDONS=$ODOO_LIB/odoo/addons
  [ ! -e "$tree/.complete" ] || return 0
  local mirror work=$tree.work suite options
  # shellcheck disable=SC2016  # apt fills them in
  mirror=$(apt-get indextargets --format '$(SITE)|$(LABEL)' 'Created-By: Packages' 2>/dev/null | sed -n 's/|Debian$//p' | head -1)
  [ -n "$mirror" ] || die "Odoo comes from Debian's archive and this machine's apt has none: set ODOO_HOME to an Odoo 19 source checkout"
  rm -rf "$work" "$tree"; mkdir -p "$work"/{lists/partial,cache/archives/partial,debs,tree}
  for suite in unstable bookworm; do
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main"
  done >"$work/sources.list"
  options=(-q -o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=/dev/null -o "Dir::State::Lists=$work/lists"
    -o "Dir::Cache=$work/cache" -o "APT::Sandbox::User=$(id -un)" -o Acquire::Languages=none)
  say "Odoo 19: package lists"
  apt-get "${options[@]}" update >"$log" 2>&1 || { tail -5 "$log" >&2; die "cannot read Debian's package lists"; }
  say "Odoo 19: download (130 MB)"
  (cd "$work/debs" && apt-get "${options[@]}" download "${odoo_packages[@]}" >"$log" 2>&1) \
    || { tail -5 "$log" >&2; die "cannot download Odoo 19; set ODOO_HOME to an Odoo 19 source checkout instead"; }
  say "Odoo 19: unpack (1.2 GB)"
  for package in "$work"/debs/*.deb; do dpkg-deb -x "$package" "$work/tree"; done
  # A script that blurs faces in video calls is not free and not in the package. Odoo's bundles, and with them its
  # JavaScript tests, report an error for each file that is not there.
  install -D /dev/null "$work/tree/usr/lib/python3/dist-packages/odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"
  touch "$work/tree/.complete"; mv "$work/tree" "$tree"; rm -rf "$work"
}

# The Python packages of requirements-dev.txt, one environment for each set of them.
bring_python() {
  export VENV
  VENV=$CACHE/venv-$({ python3 -c 'import sys; print(sys.version, sys.base_prefix)'; cat requirements-dev.txt; } | key)
  [ ! -e "$VENV/.complete" ] || return 0
  python3 -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || die "Python 3.11 to 3.13 is needed, this is $(python3 -V)"
  say "Python packages: $(grep -c == requirements-dev.txt) of them"
  rm -rf "$VENV"; python3 -m venv "$VENV"
  "$VENV/bin/pip" install -q --disable-pip-version-check -r requirements-dev.txt >"$log" 2>&1 \
    || { tail -15 "$log" >&2; die "pip could not install requirements-dev.txt"; }
  touch "$VENV/.complete"
}

# The JavaScript linters of package.json, and the accessibility checker of the tests.
bring_node() {
  export NODE_MODULES
  NODE_MODULES=$CACHE/node-$(key <package-lock.json)/node_modules
  [ ! -e "$NODE_MODULES/.complete" ] || return 0
  say "JavaScript linters and the accessibility checker"
  local folder=${NODE_MODULES%/*}
  rm -rf "$folder"; mkdir -p "$folder"; cp package.json package-lock.json "$folder"
  (cd "$folder" && npm ci --no-audit --no-fund --ignore-scripts >"$log" 2>&1) || { tail -15 "$log" >&2; die "npm ci failed"; }
  touch "$NODE_MODULES/.complete"
}

bootstrap() {
  local uses=$1
  umask 022
  mkdir -p "$CACHE" .local/log
  [ -O .local ] || die ".local belongs to another account; go on as that account, or remove the folder"
  log=$PWD/.local/log/bootstrap.log
  exec 8>"$CACHE/.lock"
  flock -n 8 || { say "waiting for another bootstrap on this machine"; flock 8; }
  case $uses in
    run) system_packages python3 python3-venv ;;
    test) system_packages python3 python3-venv chromium nodejs npm fonts-wqy-microhei ;;
    lint) system_packages python3 python3-venv nodejs npm shellcheck ;;
  esac
  bring_python
  bring_odoo
  if [ "$uses" != run ]; then bring_node; fi
  exec 8>&-
}
