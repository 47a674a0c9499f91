"""The gate hub as one file that any Python with ``cryptography`` runs.

The program is ``tools/gate_hub`` with those of its siblings that decide on the server,
and the code reader of ``ticket_sale``: what decides in the venue is what decides there.
"""

import io
import sys
import zipfile
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
CODES = HERE.parents[1] / "ticket_sale" / "tools"
PACKAGE = "ticket_gates"
SHARED_CODES = ("rotating_code.py", "token.py")
MAIN = f"""import sys

from {PACKAGE} import rotating_code
from {PACKAGE}.gate_hub.cli import main

sys.exit(main(rotating_code))
"""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same program is the same bytes


@cache
def zipped() -> bytes:
    """Return the program as a zip file for ``python3 gate-hub.pyz``."""
    archive = io.BytesIO()
    archive.write(b"#!/usr/bin/env python3\n")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as program:
        for name, text in sorted(_sources().items()):
            program.writestr(zipfile.ZipInfo(name, _LONG_AGO), text)
    return archive.getvalue()


def _sources() -> dict[str, str]:
    """Return ``{name in the archive: text}``."""
    sources = {"__main__.py": MAIN, f"{PACKAGE}/__init__.py": ""}
    ours = [path for path in HERE.glob("*.py") if path.name != Path(__file__).name]
    ours += [*HERE.glob("gate_hub/*.py"), *HERE.glob("gate_hub/adapters/*.py")]
    for path in ours:
        sources[f"{PACKAGE}/{path.relative_to(HERE).as_posix()}"] = path.read_text()
    for name in SHARED_CODES:
        sources[f"{PACKAGE}/{name}"] = (CODES / name).read_text()
    return sources


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(zipped())
