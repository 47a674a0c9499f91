"""The command line: pair, run, status."""

import argparse
import contextlib
import json
import logging
import os
import signal
import sqlite3
import sys
import time
from pathlib import Path

from . import VERSION
from .agent import Agent
from .spool import Spool, SpoolError, SpoolFull
from .uplink import Refused, Server, Unanswered, Unreached, Uplink

SYSTEM_HOME = Path("/var/lib/print-agent")

SPOOL_FULL, NOT_PAIRED, SPOOL_BROKEN, SERVER_REFUSED = 1, 2, 3, 4


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    logging.basicConfig(
        level=logging.DEBUG if options.verbose else logging.INFO,
        format="%(levelname)s %(message)s"
        if "JOURNAL_STREAM" in os.environ
        else "%(asctime)s %(levelname)s %(message)s",
    )
    return options.command(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="print-agent", description="Prints tickets on this computer's printers."
    )
    parser.add_argument("--version", action="version", version=VERSION)
    parser.add_argument("--verbose", action="store_true", help="tell everything")
    parser.add_argument(
        "--home", type=Path, default=_home(), help="its folder (%(default)s)"
    )
    commands = parser.add_subparsers(required=True)
    pair = commands.add_parser("pair", help="make this computer a print agent")
    pair.add_argument("server", help="address, such as https://tickets.example.com")
    pair.add_argument("code", help="the pairing code that the server shows")
    pair.add_argument("--database", default="", help="if the server has several")
    pair.add_argument("--ca-file", default="", help="certificates to trust")
    pair.set_defaults(command=_pair)
    commands.add_parser("run", help="print until stopped").set_defaults(command=_run)
    status = commands.add_parser("status", help="show the tickets that are here")
    status.set_defaults(command=_status)
    return parser


def _home() -> Path:
    given = os.environ.get("PRINT_AGENT_HOME")
    if given:
        return Path(given)
    if SYSTEM_HOME.is_dir():
        return SYSTEM_HOME
    return Path.home() / ".print-agent"


def _pair(options) -> int:
    url = options.server.rstrip("/")
    if "://" not in url:
        url = f"https://{url}"
    server = Server(url, database=options.database, ca_file=options.ca_file)
    try:
        with contextlib.closing(Uplink(server)) as uplink:
            answer = uplink.post("pair", {"code": options.code})
    except (Refused, Unanswered, Unreached) as error:
        return _fail(SERVER_REFUSED, f"Not paired: {error}")
    options.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = options.home / "agent.json"
    settings = {
        "url": url,
        "token": answer["token"],
        "database": options.database,
        "ca_file": options.ca_file,
    }
    new = path.with_suffix(".new")
    with os.fdopen(
        os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w"
    ) as file:
        json.dump(settings, file)
    new.replace(path)
    _say(f"This computer is the print agent {answer['agent']['name']} now.")
    return 0


def _run(options) -> int:
    try:
        settings = json.loads((options.home / "agent.json").read_text())
        server = Server(**settings)
    except (OSError, ValueError, TypeError) as error:
        return _fail(NOT_PAIRED, f"Pair this computer first ({error}).")
    try:
        spool = Spool(options.home)
        agent = Agent(server, spool)
    except SpoolFull as error:
        return _fail(SPOOL_FULL, str(error))
    except SpoolError as error:
        return _fail(SPOOL_BROKEN, str(error))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, agent.stop)
    try:
        agent.run()
    finally:
        spool.close()
    return 0


def _status(options) -> int:
    path = options.home / "spool.sqlite"
    if not path.exists():
        return _fail(NOT_PAIRED, f"There is no spool in {options.home}.")
    try:
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        rows = database.execute(
            "SELECT state, count(*) FROM job WHERE state <> 'done' GROUP BY state"
        ).fetchall()
        open_jobs = database.execute(
            "SELECT name, printer, state, reason, detail, changed FROM job "
            "WHERE state <> 'done' ORDER BY seq LIMIT 100"
        ).fetchall()
    except sqlite3.DatabaseError as error:
        return _fail(SPOOL_BROKEN, f"The spool {path} is damaged: {error}")
    counts = ", ".join(f"{count} {state}" for state, count in rows)
    _say(counts or "Nothing waits here.")
    for name, printer, state, reason, detail, changed in open_jobs:
        at = time.strftime("%H:%M:%S", time.localtime(changed))
        _say(f"{at}  printer {printer}  {state:<9} {name}  {reason} {detail}".rstrip())
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _fail(code: int, text: str) -> int:
    sys.stderr.write(f"{text}\n")
    return code
