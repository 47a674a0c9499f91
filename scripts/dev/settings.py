"""Where things are. The paths outside the checkout come from `scripts/bootstrap.sh`."""

import os
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ADDONS = ROOT / "addons"
LOCAL = ROOT / ".local"
LOGS = LOCAL / "log"
RUN = LOCAL / "run"
DATA = LOCAL / "data"

CACHE = Path(os.environ.get("CACHE", "."))
VENV = Path(os.environ.get("VENV", "."))
ODOO_SCRIPT = os.environ.get("ODOO_SCRIPT", "")
ODOO_LIB = os.environ.get("ODOO_LIB", "")
ODOO_ADDONS = os.environ.get("ODOO_ADDONS", "")
ODOO_IS_PACKAGE = Path(ODOO_LIB).is_relative_to(CACHE)

PORT = int(os.environ.get("PORT") or 8069)
DB = os.environ.get("DB") or "venue"
ADDON = os.environ.get("ADDON") or ""
RESET = os.environ.get("RESET") or ""

# Installed beside our addons: the demo and the end-to-end tests pay and sign in with it.
EXTRA_MODULES = ("auth_oauth", "payment_demo", "sale_management")
LANGUAGES = "en_US,zh_CN"  # the first is the default one

_started = float(os.environ.get("STARTED") or time.time())


class Stop(Exception):
    """The command cannot go on; the message tells the person what to do."""


def say(text: str) -> None:
    """Print one line of progress with the seconds since the start."""
    print(f"{time.time() - _started:4.0f}s  {text}", flush=True)
