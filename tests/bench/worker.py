"""Run in ``odoo shell``: what follows a paid web order by the worker."""

# ruff: noqa: F821  env and settings are the shell's own

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, settings["root"])

from tests.bench.meter import cpu_seconds

ROOTS = (os.getpid(), settings["postmaster"])
transactions = env["payment.transaction"]
waiting = transactions.search_count(transactions._ticket_books_domain())
before = cpu_seconds(*ROOTS)
transactions._cron_ticket_books()
env["sale.order"]._cron_send_pending_emails()
env["mail.mail"].process_email_queue()
env.cr.commit()
spent = cpu_seconds(*ROOTS) - before
left = transactions.search_count(transactions._ticket_books_domain())
Path(settings["answer"]).write_text(
    json.dumps(
        {
            "orders": waiting - left,
            "left": left,
            "cpu_ms": round(1000 * spent / max(1, waiting - left), 1),
        }
    )
)
