"""Run in ``odoo shell``: what it costs to draw tickets, and a printer to print them on.

CPU is that of this process: layout, raster with the QR code and the printer's bytes for
one ticket after the other, each with its own text, as the printing thread does it.
"""

# ruff: noqa: F821  env and settings are the shell's own

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, settings["root"])

from odoo.addons.ticket_pos.tools.printer_languages import PrintSettings, encode
from odoo.addons.ticket_sale.tools.face_layout import layout
from odoo.addons.ticket_sale.tools.face_raster import to_raster

from tests.bench.meter import percentile

TICKETS = 1000
COMPOSED = 200
LANGUAGES = {"escpos": "roll_80mm", "zpl": "roll_80mm", "fgl": "stock_2x5_5in"}
FACES = Path(settings["root"]) / "addons/ticket_sale/data/faces"
LANGS = ("en_US", "zh_CN")

tickets = env["ticket.ticket"].search(
    [("session_id", "=", settings["stadium"]), ("state", "=", "valid")],
    order="id",
    limit=TICKETS,
)


def measure(name, act, cases):
    """Call ``act`` with each case, after twenty that warm the caches."""
    cases = list(cases)
    for case in cases[:20]:
        act(case)
    spent = []
    for case in cases:
        before = time.process_time()
        act(case)
        spent.append(time.process_time() - before)
    return {
        "name": name,
        "times": len(spent),
        "p50_ms": round(1000 * percentile(spent, 0.50), 2),
        "p95_ms": round(1000 * percentile(spent, 0.95), 2),
    }


def compose(language, lang):
    """Layout, raster, code and bytes of one ticket whose texts are at hand."""
    face = json.loads((FACES / f"{LANGUAGES[language]}.json").read_text())
    dpi = face["page"]["dpi"]
    width = None if language == "fgl" else 576

    def one(values):
        page = layout(face, values, lang=lang, dpi=dpi)
        encode(to_raster(page, dpi, width_dots=width), language, PrintSettings())

    return one


def whole_job(job_id):
    """What the printing thread does: read the ticket, draw it, encode it."""
    env.invalidate_all()
    env["ticket.print.job"].browse(job_id)._payload()


def pdf(count, paper=""):
    began, cpu = time.perf_counter(), time.process_time()
    content = tickets[:count]._pdf(paper=paper)
    return {
        "tickets": count,
        "paper": paper or "a page each",
        "seconds": round(time.perf_counter() - began, 2),
        "cpu": round(time.process_time() - cpu, 2),
        "bytes": len(content),
    }


composed = []
for lang in LANGS:
    values = list(tickets[:COMPOSED]._face_values(lang).values())
    for language in LANGUAGES:
        name = f"{language}, {lang[:2]}"
        composed.append(measure(name, compose(language, lang), values))

printer = env["ticket.printer"].create(
    {"name": "Bench", "host": "127.0.0.1", "port": settings["port"]}
)
jobs = env["ticket.print.job"].create(
    [
        {"name": "Bench", "printer_id": printer.id, "ticket_id": ticket.id}
        for ticket in tickets[:COMPOSED]
    ]
)
composed.append(measure("a job, from reading the ticket", whole_job, jobs.ids))
jobs.unlink()

files = [pdf(1), pdf(2), pdf(TICKETS), pdf(TICKETS, "a4")]
one, two, many = (file["bytes"] for file in files[:3])
env.cr.commit()
Path(settings["answer"]).write_text(
    json.dumps(
        {
            "composed": composed,
            "files": files,
            "page_bytes": round((many - one) / (TICKETS - 1)),
            "printer": printer.id,
            "tickets": tickets.ids,
        }
    )
)
