"""Entry point: `python -m dev COMMAND`, started by `scripts/run`."""

import os
import shutil
import signal
import subprocess
import sys

from . import cluster, odoo, processes
from .settings import CACHE, DB, LOCAL, ROOT, VENV, Stop


def stop() -> int:
    """End what we started and nothing else."""
    ended = [name for name in ("odoo", "printer") if processes.end(name)]
    ended += ["postgres"] if cluster.stop() else []
    print(f"Stopped: {', '.join(ended)}." if ended else "Nothing was running.")
    return 0


def clean() -> int:
    """Stop, and remove the checkout's databases, logs and files."""
    stop()
    cluster.remove()
    shutil.rmtree(LOCAL)
    print(f"Removed {LOCAL}. Downloads are kept for next time in {CACHE}.")
    return 0


def tool(program: list[str], **variables: str) -> int:
    with cluster.up():
        return subprocess.run(
            program, env=odoo.environment() | variables, cwd=ROOT, check=False
        ).returncode


def bench(arguments: list[str]) -> int:
    script = ROOT / "tests" / "bench" / "run.py"
    if not script.exists():
        raise Stop("tests/bench/run.py is not written yet")
    with cluster.up(), cluster.durable():
        return tool([str(VENV / "bin" / "python"), str(script), *arguments])


def main(command: str, arguments: list[str]) -> int:
    python = str(VENV / "bin" / "python")
    match command:
        case "demo":
            from .demo import main as demo

            return demo()
        case "test":
            from .suite import main as test

            return test()
        case "bench":
            return bench(arguments)
        case "pictures":
            taken = tool([python, "-m", "pytest", "-q", "tests/e2e"])
            return taken or tool([python, "-m", "pictures"])
        case "stop":
            return stop()
        case "clean":
            return clean()
        case "odoo":
            return tool(odoo.command(*arguments))
        case "psql":
            return tool([cluster.program("psql"), *arguments], PGDATABASE=DB)
        case "pytest":
            return tool([python, "-m", "pytest", *arguments])
    raise Stop(f"unknown command {command}")


if __name__ == "__main__":
    os.umask(0o022)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(main(sys.argv[1], sys.argv[2:]))
    except Stop as reason:
        sys.exit(f"\nerror: {reason}")
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. Nothing is half done; run it again to go on.")
