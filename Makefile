# Every target goes through scripts/run, which first brings what the target needs. See README.md.
#   ADDON=ticket_sale  test or lint one addon      PORT=8069  where the demo listens
#   DB=venue           the demo's database         ODOO_HOME=/path  an Odoo 19 source checkout to use
export ADDON PORT DB ODOO_HOME RESET

.PHONY: demo test lint format bench fuzz pictures stop clean lock
demo test lint format bench fuzz pictures stop clean lock:
	@scripts/run $@
