"""`make test`: every test, in stages, with one table and one closing line."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

from . import addons, cluster, demo, odoo, processes
from .outcome import (
    SHOWN_LINES,
    Outcome,
    log_troubles,
    read_hoot,
    read_node,
    read_odoo,
    read_pytest,
)
from .server import free_port
from .settings import ADDON, ADDONS, LOCAL, LOGS, ROOT, VENV, Stop, say

AT_ONCE = 2
# What stages take on two cores, where they have not been measured yet.
SECONDS = {
    "ticket_pos": 450,
    "ticket_website": 430,
    "ticket_sale": 210,
    "ticket_gate": 80,
}

Stage = tuple[str, Callable[..., Outcome]]


def execute(
    name: str, command: Sequence[str], env: dict[str, str] | None = None
) -> tuple[int, str]:
    """Run a command; return its exit code and what it printed, kept in a log."""
    LOGS.mkdir(parents=True, exist_ok=True)
    path = LOGS / f"test-{name}.log"
    with (
        path.open("wb") as log,
        processes.child(
            command,
            env=env,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        code = process.wait()
    return code, path.read_text(errors="replace")


# -- tests without Odoo, and against a running one -----------------------------------


def run_pytest(name: str, *paths: Path, nice: int = 0) -> Outcome:
    """Run files or folders of tests.

    :param nice: how far they stand back for what runs beside them
    """
    report = LOGS / f"test-{name}.xml"
    report.unlink(missing_ok=True)
    command = [
        *("nice", "-n", str(nice)), str(VENV / "bin" / "python"), "-m", "pytest", "-q",
        "--tb=short", "-p", "no:cacheprovider", f"--junitxml={report}",
    ]  # fmt: skip
    code, text = execute(name, [*command, *map(str, paths)], odoo.environment())
    return read_pytest(code, text, report)


def run_node(name: str, folder: Path) -> Outcome:
    files = sorted(str(path) for path in folder.rglob("*.test.*js"))
    code, text = execute(name, ["node", "--test", "--test-reporter=tap", *files])
    return read_node(code, text)


# -- tests inside Odoo ---------------------------------------------------------------


@cache
def installed_database() -> str:
    """Return the database with all our addons, made anew when one of them changed.

    One run stays with one database, whatever is edited meanwhile.

    :raise Stop: when the installation fails or warns about our addons
    """
    if given := os.environ.get("INSTALLED_DATABASE"):
        return given
    source = odoo.core_database()
    key = addons.combined_fingerprint(source)
    name = f"addons-{key}"
    with cluster.only_one("addons"):
        if name in cluster.databases():
            return name
        odoo.forget_older("addons", name)
        cluster.create(f"{name}_new", source)
        odoo.install(f"{name}_new", addons.names(), "test-install")
        _tests, warnings = log_troubles(
            (LOGS / "test-install.log").read_text(errors="replace")
        )
        if warnings:
            raise Stop("\n".join(warnings))
        odoo.shell(f"{name}_new", ROOT / "scripts/dev/warm_assets.py", "test-assets")
        cluster.rename(f"{name}_new", name)
    return name


def run_install() -> Outcome:
    try:
        os.environ["INSTALLED_DATABASE"] = installed_database()
    except Stop as failure:
        return Outcome(failed=1, troubles=[str(failure)])
    return Outcome(passed=1)


def demo_database() -> tuple[str, dict]:
    """Return a database with the demo's data, and what demo.json says of it.

    One run makes it once. Copy it, never write to it.
    """
    name = "test-demo"
    answer = LOCAL / "demo" / f"{name}.json"
    with cluster.only_one(name):
        if os.environ.get("DEMO_DATABASE") != name:
            cluster.create(name, installed_database())
            nowhere = {"host": "127.0.0.1", "port": 9, "page_port": 9, "page_url": ""}
            demo.write(
                answer, demo.load(name, base_url="http://localhost", printer=nowhere)
            )
            os.environ["DEMO_DATABASE"] = name
    return name, demo.read(answer)


def run_demo() -> Outcome:
    demo_database()
    return Outcome(passed=1)


def run_odoo(name: str, source: str, tags: str, *options: str) -> Outcome:
    """Run tests by tag in a copy of a database."""
    database = f"test-{name}"
    cluster.create(database, source)
    command = odoo.command(
        "-d", database, "--test-tags", tags, "--stop-after-init", *options,
        "--http-port", str(free_port()), "--max-cron-threads=0",
        "--screenshots", str(LOCAL / "screenshots"),
    )  # fmt: skip
    code, text = execute(name, command, odoo.environment())
    outcome = read_odoo(code, text)
    if not outcome.failed:
        cluster.drop(database)
    return outcome


def run_addon(addon: str) -> Outcome:
    """Run an addon's tests: beside all others, or on its own when it was asked for."""
    if ADDON:
        return run_odoo(addon, odoo.core_database(), f"/{addon}", "-i", addon)
    return run_odoo(addon, installed_database(), f"/{addon}")


def run_hoot() -> Outcome:
    """Run our JavaScript unit tests in Odoo's own page for them."""
    suites = ",".join(f"@{addon}" for addon in hoot_addons())
    outcome = run_odoo(
        "hoot", installed_database(), f"/web:WebSuite.test_unit_desktop[{suites}]"
    )
    return read_hoot(outcome, (LOGS / "test-hoot.log").read_text(errors="replace"))


def hoot_addons() -> list[str]:
    return [
        name
        for name in addons.names(ADDON)
        if list((ADDONS / name / "static/tests").rglob("*.test.js"))
    ]


# -- the whole -----------------------------------------------------------------------


class Suite:
    """Runs stages and keeps their outcomes in the order they came."""

    def __init__(self):
        self.outcomes: dict[str, Outcome | str] = {}

    def skip(self, name: str, why: str) -> None:
        self.outcomes[name] = why
        say(f"{name}: {why}")

    def run(self, name: str, stage: Callable[..., Outcome], *arguments) -> Outcome:
        began = time.monotonic()
        try:
            outcome = stage(*arguments)
        except Stop as failure:
            outcome = Outcome(failed=1, troubles=[str(failure)])
        outcome.seconds = time.monotonic() - began
        self.outcomes[name] = outcome
        say(f"{name}: {outcome.passed} passed, {outcome.failed} failed")
        for trouble in outcome.troubles:
            print(
                "\n".join(
                    f"      {line}" for line in trouble.splitlines()[:SHOWN_LINES]
                ),
                flush=True,
            )
        return outcome

    def table(self) -> str:
        lines = [f"{'stage':<26}{'passed':>8}{'failed':>8}{'seconds':>9}"]
        for name, outcome in self.outcomes.items():
            if isinstance(outcome, str):
                lines.append(f"{name:<26}  {outcome}")
            else:
                lines.append(
                    f"{name:<26}{outcome.passed:>8}{outcome.failed:>8}{outcome.seconds:>9.0f}"
                )
        return "\n".join(lines)

    def total(self) -> tuple[int, int]:
        done = [
            outcome
            for outcome in self.outcomes.values()
            if isinstance(outcome, Outcome)
        ]
        return sum(each.passed for each in done), sum(each.failed for each in done)


def inside_odoo(suite: Suite) -> list[Stage]:
    """The addons' tests and the browser's unit tests."""
    stages: list[Stage] = []
    for name in addons.names(ADDON):
        if (ADDONS / name / "tests").is_dir():
            stages.append((name, partial(run_addon, name)))
        else:
            suite.skip(name, "no tests")
    if hoot_addons():
        stages.append(("Hoot", run_hoot))
    else:
        suite.skip("Hoot", "no static/tests yet")
    return _slowest_first(stages)


def outside_odoo() -> list[Stage]:
    """What looks at a served Odoo from outside, in the order in which it goes together.

    Faults and browsers go by the clock. Faults mostly wait, for a printer that is silent
    or a lock to end, so they run beside browsers; two halves of browsers at once, or
    races beside faults, are too much for two cores. Races stand back.
    """
    folder = ROOT / "tests/e2e"
    # the chain is one walk in six files
    walks = [folder / "chain", *sorted(folder.glob("test_*.py"))]
    return [
        ("faults", partial(run_pytest, "faults", ROOT / "tests/faults")),
        ("end to end, 1 of 2", partial(run_pytest, "e2e-1", *walks[::2])),
        ("end to end, 2 of 2", partial(run_pytest, "e2e-2", *walks[1::2])),
        ("race", partial(run_pytest, "race", ROOT / "tests/race", nice=10)),
    ]


def run_addons(suite: Suite) -> None:
    """Run the tests of the addons that were asked for."""
    if hoot_addons() and not suite.run("install", run_install).passed:
        return
    with _lanes(AT_ONCE) as pool:
        _wait([pool.submit(suite.run, *stage) for stage in inside_odoo(suite)])


def run_all(suite: Suite) -> None:
    """Run every stage, two at a time; what needs no Odoo beside the installing. The
    demo is made meanwhile.
    """
    with _lanes(AT_ONCE) as pool, _lanes(1) as beside:
        installed = pool.submit(suite.run, "install", run_install)
        running = [
            pool.submit(
                suite.run, "pure Python", run_pytest, "unit", ROOT / "tests/unit"
            ),
            pool.submit(
                suite.run, "pure JavaScript", run_node, "js", ROOT / "tests/js"
            ),
        ]
        if installed.result().passed:
            demo_made = beside.submit(suite.run, "demo", run_demo)

            def run_outside(name: str, stage: Callable[[], Outcome]) -> None:
                if demo_made.result().passed:
                    suite.run(name, stage)

            running += [pool.submit(suite.run, *each) for each in inside_odoo(suite)]
            running += [pool.submit(run_outside, *each) for each in outside_odoo()]
        _wait(running)
    cluster.drop("test-demo")


@contextmanager
def _lanes(count: int) -> Iterator[ThreadPoolExecutor]:
    """Run so many stages at once. Who is interrupted begins no further one."""
    with ThreadPoolExecutor(count) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _wait(running: Sequence[Future]) -> None:
    for stage in running:
        stage.result()  # what it raised is raised here


def _slowest_first(stages: list[Stage]) -> list[Stage]:
    """So that nothing long is left alone at the end."""
    seconds = SECONDS | _seconds_of_last_run()
    return sorted(stages, key=lambda stage: -seconds.get(stage[0], 0))


def _seconds_of_last_run() -> dict[str, float]:
    try:
        return json.loads((LOCAL / "test-seconds.json").read_text())
    except (OSError, ValueError):
        return {}


def _keep_seconds(suite: Suite) -> None:
    seconds = {
        name: each.seconds
        for name, each in suite.outcomes.items()
        if isinstance(each, Outcome)
    }
    (LOCAL / "test-seconds.json").write_text(
        json.dumps(_seconds_of_last_run() | seconds, indent=1)
    )


def main() -> int:
    if not shutil.which("chromium"):
        raise Stop("Chromium is missing; browser tests would be skipped silently")
    addons.names(ADDON)
    suite = Suite()
    with cluster.only_one("test"), cluster.up():
        for name in cluster.databases():
            if name.startswith("test-"):
                cluster.drop(name)
        if ADDON:
            run_addons(suite)
        else:
            run_all(suite)
    _keep_seconds(suite)
    passed, failed = suite.total()
    print(f"\n{suite.table()}\n\n{passed} passed, {failed} failed", flush=True)
    return 0 if passed and not failed else 1
