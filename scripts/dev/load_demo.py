"""Run in `odoo shell`: fill the database with the demo and tell who may use it."""

import json
from pathlib import Path

from demo import load

Path(settings["answer"]).write_text(json.dumps(load(env, settings)))  # noqa: F821  the shell's
