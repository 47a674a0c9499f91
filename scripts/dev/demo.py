"""`make demo`: a database with a working venue, served in the background."""

import json
from pathlib import Path

from . import addons, cluster, odoo, processes, server
from .settings import DB, LOCAL, LOGS, PORT, RESET, ROOT, VENV, Stop, say

LOADER = ROOT / "scripts" / "demo"
PRINTER_PORT = 9100
UNFINISHED = "_unfinished"


def state_of(database: str) -> Path:
    """Return the file that says what a demo database was made of."""
    return LOCAL / "demo" / f"{database}.json"


def read(path: Path) -> dict:
    try:
        return json.loads(path.read_text())
    except (OSError, ValueError):
        return {}


def write(path: Path, content: dict) -> None:
    """Replace a file in one step; only we may read it, for it holds keys."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.touch(mode=0o600)
    new.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    new.replace(path)


def load(database: str, **settings) -> dict:
    """Fill a database with the demo's data; return what demo.json tells of it."""
    answer = LOCAL / "demo" / "answer.json"
    answer.parent.mkdir(parents=True, exist_ok=True)
    answer.unlink(missing_ok=True)
    script = ROOT / "scripts" / "dev" / "load_demo.py"
    odoo.shell(database, script, "demo-data", answer=str(answer), **settings)
    told = read(answer)
    answer.unlink()
    return told


def build(database: str, settings: dict) -> dict:
    """Make the demo database under another name until it is whole; return its state."""
    made_of = addons.fingerprints()
    source = odoo.core_database()
    unfinished = database + UNFINISHED
    cluster.create(unfinished, source)
    say(f"installing {', '.join(addons.names())}")
    odoo.install(unfinished, addons.names(), "demo-install")
    say("demo data: venues, shows, prices, users")
    told = load(unfinished, **settings)
    say("building the pages' scripts and styles")
    odoo.shell(unfinished, ROOT / "scripts/dev/warm_assets.py", "demo-assets")
    state = {
        "addons": made_of,
        "loader": addons.fingerprint(LOADER),
        "told": told,
        "printer": settings["printer"],
    }
    write(state_of(database), state)
    cluster.rename(unfinished, database)
    return state


def update(database: str, state: dict) -> dict:
    """Bring an existing demo database up to the code."""
    now = addons.fingerprints()
    changed = [name for name in now if state["addons"].get(name) != now[name]]
    if changed:
        say(f"the code of {', '.join(changed)} changed: updating the database")
        odoo.install(database, changed, "demo-update", "-u", ",".join(changed))
        state = state | {"addons": now}
        write(state_of(database), state)
    if state["loader"] != addons.fingerprint(LOADER):
        say("scripts/demo changed; 'make demo RESET=1' builds the demo data anew")
    return state


def changed_since(state: dict) -> bool:
    return state.get("addons") != addons.fingerprints()


def printer_settings() -> dict:
    port = server.free_port() if server.port_taken(PRINTER_PORT) else PRINTER_PORT
    page = server.free_port() if server.port_taken(port + 1) else port + 1
    return {
        "host": "127.0.0.1",
        "port": port,
        "stock_port": server.free_port(),
        "page_port": page,
        "page_url": f"http://localhost:{page}/",
    }


def start_printer(printer: dict) -> None:
    """Start the virtual printer unless it runs."""
    if processes.running("printer"):
        return
    if server.port_taken(printer["port"]):
        say(f"port {printer['port']} is taken: tickets print to whatever listens there")
        return
    command = [str(VENV / "bin" / "python"), "-m", "tests.helpers.virtual_printer"]
    command += ["--printer", f"Counter 1,escpos,{printer['port']}"]
    if stock_port := printer.get("stock_port"):
        stock = f"Counter 2,fgl,{stock_port},width=400,length=1100"
        command += ["--printer", stock]
    command += [
        "--page-port",
        str(printer["page_port"]),
        "--out",
        str(LOCAL / "prints"),
    ]
    processes.launch("printer", command, odoo.environment())


def main() -> int:
    with cluster.only_one("demo"):
        serving = read(LOCAL / "demo.json") if processes.running("odoo") else {}
        if serving and (serving["port"], serving["db"]) != (PORT, DB):
            raise Stop(
                f"The demo already runs at {serving['base_url']} on database "
                f"{serving['db']}. 'make stop' first for another PORT or DB."
            )
        if not serving and server.port_taken(PORT):
            raise Stop(
                f"Port {PORT} is taken by another program. Choose another port, "
                f"for example 'make demo PORT={PORT + 1}'."
            )
        cluster.start()
        state = read(state_of(DB))
        if serving and not changed_since(state) and not RESET:
            print(f"The demo is already running and up to date.\n{summary(serving)}")
            return 0
        processes.end("odoo")
        state = prepare(state)
        start_printer(state["printer"])
        say("starting Odoo")
        (LOGS / "odoo.log").unlink(missing_ok=True)
        started = server.start("odoo", DB, PORT, "--max-cron-threads=1")
        told = {
            "base_url": started.base_url,
            "port": PORT,
            "db": DB,
            "printer": state["printer"],
            **state["told"],
        }
        write(LOCAL / "demo.json", told)
        say("ready")
        print(summary(told))
    return 0


def prepare(state: dict) -> dict:
    """Have the database: as it was, updated, or new; return its state."""
    exists = DB in cluster.databases()
    if exists and not state:
        raise Stop(f"Database {DB} is not the demo's. Choose another: make demo DB=…")
    if exists and not RESET:
        return update(DB, state)
    cluster.drop(DB)
    base_url = f"http://localhost:{PORT}"
    printer = state.get("printer") or printer_settings()
    return build(DB, {"base_url": base_url, "printer": printer})


def summary(told: dict) -> str:
    url = told["base_url"]
    lines = [
        "",
        f"  {url}/shows      the public website: choose a seat, pay, get the ticket",
        f"  {url}/odoo       staff: log in as one of the users below",
        f"  {url}/gate       the gate's scanner",
        f"  {told['printer']['page_url']:<32} what the ticket printer has printed",
        "",
        f"  users, password = login:  {', '.join(told['users'])}",
        "  for programs:             .local/demo.json",
        "  log:                      .local/log/odoo.log",
        "  to end it:                make stop",
        "",
    ]
    return "\n".join(lines)
