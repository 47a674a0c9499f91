#!/usr/bin/env bash
# lint.sh lint     every linter over what it is for, each finding shown; ADDON=… narrows to one addon
# lint.sh format   the same tools put right what they can
set -uo pipefail
shopt -s nullglob globstar
bin=$VENV/bin findings=0

# what there is to read
addons=addons/${ADDON:-*}
if [ -n "${ADDON:-}" ]; then python=("addons/$ADDON"); else python=(addons scripts tests); fi
# shellcheck disable=SC2206  # patterns, meant to expand
{
  modules=($addons/__manifest__.py)
  modules=("${modules[@]%/__manifest__.py}")
  scripts=($addons/static/src/**/*.js $addons/static/tests/**/*.js)
  [ -n "${ADDON:-}" ] || scripts+=(tests/js/**/*.js tests/js/**/*.mjs)
  pretty=("${scripts[@]}" $addons/static/src/**/*.scss)
}

# pylint-odoo, less: our README is README.md; one subject a file; tools/ may not import Odoo's groupby
without=missing-readme,consider-merging-classes-inherited,bad-builtin-groupby
pylint=("$bin/pylint" --rcfile pyproject.toml --disable=all --enable=odoolint "--disable=$without")
oca=("$bin/oca-checks-odoo-module" --config .oca_hooks.cfg)
# the JavaScript tools, and what their configuration imports, lie in the cache
if [ -L node_modules ] || [ ! -e node_modules ]; then ln -sfn "$NODE_MODULES" node_modules; fi
eslint=(node_modules/.bin/eslint --no-warn-ignored)
prettier=(node_modules/.bin/prettier --log-level warn)

if [ "$1" = format ]; then
  "$bin/ruff" check --no-cache --fix-only --quiet "${python[@]}"
  "$bin/ruff" format --no-cache --quiet "${python[@]}"
  "${oca[@]}" --fix --no-verbose --no-exit "${modules[@]}" >/dev/null
  "${eslint[@]}" --fix --quiet "${scripts[@]}" >/dev/null
  "${prettier[@]}" --write "${pretty[@]}" >/dev/null
  exit
fi

# all at once; what each found is told in this order
results=$(mktemp -d) names=()
trap 'rm -rf "$results"' EXIT
check() {
  local name=$1; shift
  names+=("$name")
  {
    local began=$SECONDS result=clean
    "$@" >"$results/$name.text" 2>&1 || result=findings
    printf '%4ds  %-12s %s\n' $((SECONDS - began)) "$name" "$result" >"$results/$name"
  } &
}
check "ruff" "$bin/ruff" check --no-cache --output-format concise "${python[@]}"
check "ruff format" "$bin/ruff" format --no-cache --check --output-format concise "${python[@]}"
check "pylint-odoo" "${pylint[@]}" "${modules[@]}"
check "oca-checks" "${oca[@]}" "${modules[@]}"
if [ ${#scripts[@]} -gt 0 ]; then check "eslint" "${eslint[@]}" "${scripts[@]}"; fi
if [ ${#pretty[@]} -gt 0 ]; then check "prettier" "${prettier[@]}" --check "${pretty[@]}"; fi
check "shellcheck" shellcheck -x scripts/run scripts/*.sh .ci/run docker/*.sh
wait
for name in "${names[@]}"; do
  grep -q 'clean$' "$results/$name" || { findings=1; cat "$results/$name.text"; }
  cat "$results/$name"
done
exit $findings
