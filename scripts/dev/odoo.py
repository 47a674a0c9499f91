"""Odoo's command line on the private cluster, and the database others start from."""

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

from . import addons, cluster, processes
from .settings import (
    ADDONS,
    CACHE,
    DATA,
    LANGUAGES,
    LOCAL,
    ODOO_ADDONS,
    ODOO_IS_PACKAGE,
    ODOO_LIB,
    ODOO_SCRIPT,
    ROOT,
    VENV,
    say,
)


def environment() -> dict[str, str]:
    """Return the environment in which `import odoo` works and the options are known."""
    options = LOCAL / "odoo.conf"
    text = (
        "[options]\n"
        f"addons_path = {ODOO_ADDONS},{ADDONS}\n"
        f"data_dir = {DATA}\n"
        f"db_host = {cluster.socket()}\n"
        f"db_user = {cluster.USER}\n"
        "http_interface = 127.0.0.1\n"
        "list_db = False\n"
        # translations of Odoo's own modules with a wrong placeholder
        "log_handler = :INFO,odoo.tools.translate:ERROR\n"
    )
    if not options.exists() or options.read_text() != text:  # others may be reading it
        options.write_text(text)
    return os.environ | {
        "ODOO_RC": str(options),
        "PGHOST": str(cluster.socket()),
        "PGUSER": cluster.USER,
        "PYTHONPATH": os.pathsep.join([ODOO_LIB, str(ROOT / "scripts"), str(ROOT)]),
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONUNBUFFERED": "1",
        "LANG": "C.UTF-8",
    }


def command(*arguments: str) -> list[str]:
    return [str(VENV / "bin" / "python"), ODOO_SCRIPT, *arguments]


def run(log: str, *arguments: str, text: str = "") -> None:
    """Run one Odoo command to its end.

    :raise Stop: when it fails
    """
    processes.run(log, command(*arguments), environment(), text)


def install(database: str, modules: Sequence[str], log: str, *options: str) -> None:
    run(
        log, "-d", database, "-i", ",".join(modules), *options,
        "--no-http", "--max-cron-threads=0", "--stop-after-init",
    )  # fmt: skip


def shell(database: str, script: Path, log: str, **values) -> None:
    """Run a script in `odoo shell` with `env` and the given values at hand."""
    text = (
        f"settings = __import__('json').loads({json.dumps(values)!r})\n"
        f"exec(compile(open({str(script)!r}).read(), {str(script)!r}, 'exec'))\n"
        "env.cr.commit()\n"
    )
    run(log, "shell", "-d", database, "--no-http", "--log-level=warn", text=text)


def forget_older(kind: str, current: str) -> None:
    """Drop the databases `kind-<key>` whose key is no longer the right one."""
    for name in cluster.databases():
        if name.startswith(f"{kind}-") and name != current:
            cluster.drop(name)


def core_database() -> str:
    """Return the database with Odoo's own modules that our addons need."""
    modules = addons.core_modules()
    key = hashlib.sha256(f"{ODOO_LIB} {LANGUAGES} {modules}".encode()).hexdigest()[:12]
    name = f"core-{key}"
    kept = CACHE / name
    with cluster.only_one("core"):
        if name in cluster.databases():
            return name
        forget_older("core", name)
        new = f"{name}_new"  # until it is whole
        if kept.exists():
            say("template database: from the cache")
            cluster.restore(new, kept)
        else:
            say(f"template database with Odoo's modules: {', '.join(modules)}")
            cluster.create(new)
            install(new, modules, "core", "--load-language", LANGUAGES)
            if ODOO_IS_PACKAGE:  # a source checkout may change under the same path
                cluster.save(new, kept)
        cluster.rename(new, name)
    return name
