#!/usr/bin/env bash
# make lint: every linter over what it is for, each finding shown. ADDON=… narrows to one addon.
set -uo pipefail
findings=0
addons=addons/${ADDON:-*}
bin=$VENV/bin

check() {
  local name=$1; shift
  local began=$SECONDS
  if output=$("$@" 2>&1); then result=clean; else result=findings; findings=1; printf '%s\n' "$output"; fi
  printf '%4ds  %-16s %s\n' $((SECONDS - began)) "$name" "$result"
}
some() { [ ${#files[@]} -gt 0 ]; }

if [ -n "${ADDON:-}" ]; then python=("addons/$ADDON"); else python=(addons scripts tests); fi
check "ruff" "$bin/ruff" check --no-cache --output-format concise "${python[@]}"
check "ruff format" "$bin/ruff" format --no-cache --check "${python[@]}"

shopt -s nullglob globstar
# shellcheck disable=SC2206  # a pattern, meant to expand
modules=($addons/__manifest__.py); modules=("${modules[@]%/__manifest__.py}")
if [ ${#modules[@]} -gt 0 ]; then
  check "pylint-odoo" "$bin/pylint" --rcfile pyproject.toml "${modules[@]}"
  check "oca-checks" "$bin/oca-checks-odoo-module" --config .oca_hooks.cfg "${modules[@]}"
fi

# the linters and what they import lie in the cache, the configuration beside us
export NODE_PATH=$NODE_MODULES
[ -L node_modules ] || [ -d node_modules ] || ln -s "$NODE_MODULES" node_modules
# shellcheck disable=SC2206
files=($addons/static/src/**/*.js $addons/static/tests/**/*.js tests/js/**/*.*js)
some && check "eslint" "$NODE_MODULES/.bin/eslint" --no-warn-ignored "${files[@]}"
# shellcheck disable=SC2206
files+=($addons/static/src/**/*.scss)
some && check "prettier" "$NODE_MODULES/.bin/prettier" --check --log-level warn "${files[@]}"

check "shellcheck" shellcheck -x scripts/run scripts/*.sh .ci/run docker/*.sh
exit $findings
