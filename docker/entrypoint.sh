#!/usr/bin/env bash
# entrypoint serve    run Odoo
# entrypoint init     install or update our addons, then end; a new database gets the administrator's password
# entrypoint health   exit 0 when this node answers
set -euo pipefail
odoo=(/opt/venv/bin/python /opt/odoo/usr/bin/odoo)
if [ -r "${PGPASSWORD_FILE:-}" ]; then PGPASSWORD=$(<"$PGPASSWORD_FILE"); export PGPASSWORD; fi

modules() { local names=(/opt/addons/*/__manifest__.py); names=("${names[@]%/__manifest__.py}"); (IFS=,; echo "${names[*]##*/}"); }

set_admin_password() {
  "${odoo[@]}" shell --no-http --log-level=warn <<'PYTHON'
import os, pathlib
env.ref("base.user_admin").password = pathlib.Path(os.environ["ADMIN_PASSWORD_FILE"]).read_text().strip()
env["ir.config_parameter"].set_param("ticket.admin_password_set", "1")
env.cr.commit()
PYTHON
}

is_new() {
  "${odoo[@]}" shell --no-http --log-level=warn <<'PYTHON' | grep -q '^new$'
print("old" if env["ir.config_parameter"].get_param("ticket.admin_password_set") else "new")
PYTHON
}

case ${1:-serve} in
  serve) exec "${odoo[@]}" ;;
  init)
    "${odoo[@]}" -i "$(modules)" -u "$(modules)" --load-language zh_CN --no-http --stop-after-init
    if is_new; then set_admin_password; fi
    ;;
  health) exec python3 -c 'import urllib.request as r; r.urlopen("http://127.0.0.1:8069/web/health", timeout=4)' ;;
  *) exec "${odoo[@]}" "$@" ;;
esac
