#!/usr/bin/env bash
# make lock: resolve requirements-dev.in and package.json anew and write down every version. Run it with the oldest Python
# that must work, Debian 12's 3.11.2 (PYTHON=/usr/bin/python3): a newer one picks packages that the older cannot install.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check -r requirements-dev.in
{
  echo "# Written by 'make lock' from requirements-dev.in; do not edit."
  "$work/venv/bin/pip" freeze --exclude pip --exclude setuptools
} >"$work/lock.txt"
cp package.json "$work"
(cd "$work" && npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund --silent)
mv "$work/lock.txt" requirements-dev.txt
mv "$work/package-lock.json" package-lock.json
