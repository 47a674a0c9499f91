"""The print agent as one file that any Python runs.

The program is ``tools/print_agent`` and those of its siblings that it uses, so what
prints on a cashier's PC is what prints on the server.
"""

import io
import zipfile
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
PACKAGE = "ticket_printing"
SHARED = (
    "delivery.py",
    "printer_devices.py",
    "printer_dialects.py",
    "printer_lines.py",
    "printer_outcome.py",
)
SHEBANG = b"#!/usr/bin/env python3\n"
MAIN = f"""import sys

from {PACKAGE}.print_agent.cli import main

sys.exit(main())
"""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same program is the same bytes


@cache
def zipped() -> bytes:
    """Return the program as a zip file for ``python3 print-agent.pyz``."""
    archive = io.BytesIO()
    archive.write(SHEBANG)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as program:
        for name, text in sorted(_sources().items()):
            program.writestr(zipfile.ZipInfo(name, _LONG_AGO), text)
    return archive.getvalue()


def _sources() -> dict[str, str]:
    """Return ``{name in the archive: text}``."""
    sources = {"__main__.py": MAIN, f"{PACKAGE}/__init__.py": ""}
    for path in [*(HERE / name for name in SHARED), *HERE.glob("print_agent/*.py")]:
        sources[f"{PACKAGE}/{path.relative_to(HERE).as_posix()}"] = path.read_text()
    return sources
