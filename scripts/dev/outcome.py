"""What a stage of the tests did, read from what it printed."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

from . import addons

LOG_LINE = re.compile(
    r"^\d{4}-\d\d-\d\d \S+ \d+ (?P<level>[A-Z]+) \S+ (?P<logger>\S+): (?P<message>.*)$"
)
ODOO_RESULT = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests")
ODOO_SKIPPED = re.compile(r" skipped (\S+) ?: (.*)$", re.MULTILINE)
HOOT_PASSED = re.compile(r"\[HOOT\] Passed (\d+) tests")
HOOT_FAILED = re.compile(r"\[HOOT\] Failed (\d+) tests \((\d+) passed")
SHOWN_LINES = 60


@dataclass
class Outcome:
    """What one stage did: how many tests, and the words about those that failed."""

    passed: int = 0
    failed: int = 0
    troubles: list[str] = field(default_factory=list)
    seconds: float = 0


def end_of(text: str) -> str:
    return "\n".join(text.splitlines()[-SHOWN_LINES:])


def read_pytest(code: int, text: str, report: Path) -> Outcome:
    """Judge a run of pytest by its report."""
    if not report.exists():
        return Outcome(failed=1, troubles=[end_of(text)])
    totals = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):
        for kind in totals:
            totals[kind] += int(suite.get(kind, 0))
    failed = totals["failures"] + totals["errors"] + totals["skipped"]
    if code and not failed:
        failed = 1
    return Outcome(totals["tests"] - failed, failed, [end_of(text)] if failed else [])


def read_node(code: int, text: str) -> Outcome:
    """Judge a run of ``node --test`` by its closing lines."""
    totals = dict(
        re.findall(r"^# (pass|fail|cancelled|skipped) (\d+)$", text, re.MULTILINE)
    )
    failed = sum(int(totals.get(kind, 0)) for kind in ("fail", "cancelled", "skipped"))
    if code and not failed:
        failed = 1
    return Outcome(int(totals.get("pass", 0)), failed, [end_of(text)] if failed else [])


def log_entries(text: str) -> list[dict[str, str]]:
    """Split a log into entries, each with the lines that follow it."""
    entries: list[dict[str, str]] = []
    for line in text.splitlines():
        match = LOG_LINE.match(line)
        if match:
            entries.append(match.groupdict())
        elif entries:
            entries[-1]["message"] += f"\n{line}"
    return entries


def log_troubles(text: str) -> tuple[list[str], list[str]]:
    """Return the failed tests and the warnings of our addons that stand in a log."""
    ours = re.compile(r"\b(" + "|".join(addons.manifests()) + r")\b")
    tests, warnings = [], []
    for entry in log_entries(text):
        if entry["level"] not in ("WARNING", "ERROR", "CRITICAL"):
            continue
        message = f"{entry['level']} {entry['logger']}: {entry['message']}"
        if entry["message"].startswith(("FAIL: ", "ERROR: ")):
            tests.append(message)
        elif entry["logger"] == "odoo.tests.result":
            continue  # its totals are read by themselves
        elif ours.search(message):
            warnings.append(message)
    return tests, warnings


def read_odoo(code: int, text: str) -> Outcome:
    """Judge a run of Odoo's test runner by its log."""
    results = ODOO_RESULT.findall(text)
    failed = sum(int(failures) + int(errors) for failures, errors, _total in results)
    total = sum(int(total) for *_bad, total in results)
    tests, warnings = log_troubles(text)
    skipped = [
        f"skipped: {test} {reason}" for test, reason in ODOO_SKIPPED.findall(text)
    ]
    passed = max(total - failed - len(skipped), 0)
    troubles = list(dict.fromkeys(tests + warnings + skipped))  # each once
    failed += len(warnings) + len(skipped)
    if not failed and (code or not total):
        failed = 1
        troubles.append(end_of(text) if code else "no test was found")
    return Outcome(passed, failed, troubles)


def read_hoot(outcome: Outcome, text: str) -> Outcome:
    """Count the tests in the browser's page; Odoo took all of them for one."""
    if match := HOOT_PASSED.search(text):
        return Outcome(int(match[1]), outcome.failed, outcome.troubles)
    if match := HOOT_FAILED.search(text):
        return Outcome(int(match[2]), int(match[1]), outcome.troubles)
    return Outcome(0, max(outcome.failed, 1), outcome.troubles or [end_of(text)])
