"""The command line: pair, run, status."""

import argparse
import asyncio
import contextlib
import json
import logging
import os
import platform
import signal
import sqlite3
import ssl
import sys
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

from . import VERSION
from .adapters import open_adapter
from .clock import Clock
from .hub import Hub
from .link import SCAN_SECONDS, Link
from .store import Store, StoreError
from .sync import BEAT_SECONDS, Sync
from .uplink import NoAnswer, Refused, Server, Uplink
from .web import Web

_logger = logging.getLogger(__name__)

SYSTEM_HOME = Path("/var/lib/gate-hub")
PORT = 8470
STORE_BROKEN, NOT_PAIRED, SERVER_REFUSED, BAD_SETTINGS = 1, 2, 3, 4


def main(codes: ModuleType, arguments: list[str] | None = None) -> int:
    """:param codes: ``ticket_sale.tools.rotating_code``"""
    options = _parser().parse_args(arguments)
    logging.basicConfig(
        level=logging.DEBUG if options.verbose else logging.INFO,
        format="%(levelname)s %(message)s"
        if "JOURNAL_STREAM" in os.environ
        else "%(asctime)s %(levelname)s %(message)s",
    )
    return options.command(options, codes)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="gate-hub", description="Answers the gates of a venue, always."
    )
    parser.add_argument("--version", action="version", version=VERSION)
    parser.add_argument("--verbose", action="store_true", help="tell everything")
    parser.add_argument(
        "--home", type=Path, default=_home(), help="its folder (%(default)s)"
    )
    commands = parser.add_subparsers(required=True)
    pair = commands.add_parser("pair", help="make this computer a gate hub")
    pair.add_argument("server", help="address, such as https://tickets.example.com")
    pair.add_argument("code", help="the pairing code, or the token, of the hub")
    pair.add_argument("--database", default="", help="if the server has several")
    pair.add_argument("--ca-file", default="", help="certificates to trust")
    pair.set_defaults(command=_pair)
    run = commands.add_parser("run", help="answer the lanes until stopped")
    run.add_argument("--host", default="0.0.0.0", help="where to listen (all)")
    run.add_argument("--port", type=int, default=PORT, help="(%(default)s)")
    run.add_argument("--tls-cert", default="", help="certificate chain, for https")
    run.add_argument("--tls-key", default="", help="its key")
    run.add_argument(
        "--patience",
        type=float,
        default=SCAN_SECONDS,
        help="seconds that the server has to answer a scan (%(default)s)",
    )
    run.add_argument(
        "--beat",
        type=float,
        default=BEAT_SECONDS,
        help="seconds between two questions whether it is there (%(default)s)",
    )
    run.set_defaults(command=_run)
    status = commands.add_parser("status", help="show what waits for the server")
    status.set_defaults(command=_status)
    return parser


def _home() -> Path:
    if given := os.environ.get("GATE_HUB_HOME"):
        return Path(given)
    return SYSTEM_HOME if SYSTEM_HOME.is_dir() else Path.home() / ".gate-hub"


# --- pair ----------------------------------------------------------------------


def _pair(options, _codes) -> int:
    url = options.server.rstrip("/")
    url = url if "://" in url else f"https://{url}"
    settings = {
        "url": url,
        "token": "",
        "database": options.database,
        "ca_file": options.ca_file,
    }
    try:
        settings["token"] = asyncio.run(_token(Server(**settings), options.code))
        name = asyncio.run(_name(Server(**settings)))
    except (NoAnswer, Refused) as error:
        return _fail(SERVER_REFUSED, f"Not paired: {error}")
    options.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = options.home / "hub.json"
    with contextlib.suppress(OSError, ValueError):  # adapters stay as they are
        settings = json.loads(path.read_text()) | settings
    new = path.with_suffix(".new")
    with os.fdopen(
        os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w"
    ) as file:
        json.dump(settings, file, indent=1)
    new.replace(path)
    _say(f"This computer is the gate hub {name} now.")
    return 0


async def _token(server: Server, code: str) -> str:
    """Return the token that a pairing code is worth; a token is worth itself."""
    code = code.strip().replace("-", "").upper()
    if len(code) >= 40:
        return code
    with contextlib.closing(Uplink(server)) as uplink:
        message = {"code": code, "version": f"hub {VERSION}", "host": platform.node()}
        answer, _took = await uplink.ask("pair", message, seconds=20)
    return answer["token"]


async def _name(server: Server) -> str:
    with contextlib.closing(Uplink(server)) as uplink:
        answer, _took = await uplink.ask("hub/package", seconds=60)
    return answer["hub"]["name"]


# --- run -----------------------------------------------------------------------


def _run(options, codes) -> int:
    try:
        settings = json.loads((options.home / "hub.json").read_text())
        adapters = settings.pop("adapters", [])
        server = Server(**settings)
    except (OSError, ValueError, TypeError) as error:
        return _fail(NOT_PAIRED, f"Pair this computer first ({error}).")
    try:
        tls = _tls(options)
    except (OSError, ssl.SSLError) as error:
        return _fail(BAD_SETTINGS, f"The certificate cannot be used: {error}")
    try:
        store = Store(options.home)
    except (StoreError, OSError) as error:
        return _fail(STORE_BROKEN, str(error))
    with contextlib.closing(store):
        try:
            asyncio.run(_serve(options, codes, store, server, adapters, tls))
        except ValueError as error:
            return _fail(BAD_SETTINGS, str(error))
    return 0


async def _serve(options, codes, store, server, adapters, tls) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    clock = Clock(store.fact("offset", 0.0), store.latest())
    if clock.is_doubtful:
        _logger.error("This computer's clock went back: the time is a guess.")
    hub = Hub(store, Link(server, options.patience), codes, clock)
    await hub.passages.go_on()
    turnstiles = [open_adapter(one, hub) for one in adapters]
    url = urlsplit(server.url)
    web, sync = Web(hub, f"{url.scheme}://{url.netloc}"), Sync(hub, options.beat)
    sync.start()
    for turnstile in turnstiles:
        await turnstile.start()
    port = await web.start(options.host, options.port, tls)
    _logger.info("answering the lanes on port %s", port)
    await stop.wait()
    await web.close()
    for turnstile in turnstiles:
        await turnstile.close()
    await sync.close()
    hub.link.close()


def _tls(options) -> ssl.SSLContext | None:
    if not options.tls_cert:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(options.tls_cert, options.tls_key or None)
    return context


# --- status --------------------------------------------------------------------


def _status(options, _codes) -> int:
    path = options.home / "hub.sqlite"
    if not path.exists():
        return _fail(NOT_PAIRED, f"There is no store in {options.home}.")
    try:
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        counts = dict(
            database.execute("SELECT state, count(*) FROM scan GROUP BY state")
        )
        (tickets,) = database.execute("SELECT count(*) FROM ticket").fetchone()
    except sqlite3.DatabaseError as error:
        return _fail(STORE_BROKEN, f"The store {path} is damaged: {error}")
    _say(f"{tickets} tickets known")
    for state, count in sorted(counts.items()):
        _say(f"{count} scans {state}")
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _fail(code: int, text: str) -> int:
    sys.stderr.write(f"{text}\n")
    return code
