"""What `make test` says of a stage: nothing that went wrong may read as green."""

import pytest

from dev import outcome

REPORT = '<testsuites><testsuite tests="{}" failures="{}" errors="{}" skipped="{}"/></testsuites>'
TAP = "# tests {2}\n# pass {0}\n# fail {1}\n# cancelled 0\n# skipped 0\n"


def line(level, logger, message):
    return f"2026-05-01 12:00:00,000 7 {level} test-sale {logger}: {message}"


def result(failed, errors, total):
    message = f"{failed} failed, {errors} error(s) of {total} tests when loading"
    return line("INFO", "odoo.tests.result", message)


def judged(*lines, code=0):
    told = outcome.read_odoo(code, "\n".join(lines))
    return told.passed, told.failed


@pytest.mark.parametrize(
    ("counts", "code", "expected"),
    [
        ((5, 0, 0, 0), 0, (5, 0)),
        ((5, 1, 1, 0), 1, (3, 2)),
        ((5, 0, 0, 1), 0, (4, 1)),  # skipped is failed
        ((5, 0, 0, 0), 1, (4, 1)),  # it ended badly all the same
    ],
)
def test_pytest_is_judged_by_its_report(tmp_path, counts, code, expected):
    report = tmp_path / "report.xml"
    report.write_text(REPORT.format(*counts))
    told = outcome.read_pytest(code, "the end", report)
    assert (told.passed, told.failed) == expected
    assert told.troubles == (["the end"] if expected[1] else [])


def test_pytest_without_a_report_has_failed(tmp_path):
    told = outcome.read_pytest(0, "killed", tmp_path / "none.xml")
    assert (told.failed, told.troubles) == (1, ["killed"])


@pytest.mark.parametrize(
    ("passed", "failed", "code", "expected"),
    [(3, 0, 0, (3, 0)), (3, 2, 1, (3, 2)), (3, 0, 1, (3, 1))],
)
def test_node_is_judged_by_its_closing_lines(passed, failed, code, expected):
    told = outcome.read_node(code, TAP.format(passed, failed, passed + failed))
    assert (told.passed, told.failed) == expected


def test_node_that_skips_has_failed():
    told = outcome.read_node(0, "# pass 3\n# fail 0\n# cancelled 1\n# skipped 2\n")
    assert (told.passed, told.failed) == (3, 3)


def test_odoo_is_judged_by_its_totals():
    assert judged(result(0, 0, 9)) == (9, 0)
    assert judged(result(1, 2, 9)) == (6, 3)
    assert judged(result(0, 0, 9), code=1) == (9, 1)


def test_no_tests_at_all_is_a_failure():
    assert judged(result(0, 0, 0)) == (0, 1)
    assert judged("") == (0, 1)


def test_a_skipped_test_is_a_failure():
    skipped = line("INFO", "odoo.tests", "skipped TestMap.test_draw : no browser")
    assert judged(skipped, result(0, 0, 9)) == (8, 1)


@pytest.mark.parametrize("level", ["WARNING", "ERROR", "CRITICAL"])
def test_a_warning_of_our_addons_is_a_failure(level):
    ours = line(level, "odoo.addons.ticket_sale.models.ticket_hold", "strange")
    assert judged(ours, result(0, 0, 9)) == (9, 1)
    within = line(level, "odoo.http", "Traceback") + "\n  File /addons/ticket_sale/x.py"
    assert judged(within, result(0, 0, 9)) == (9, 1)


def test_what_others_warn_of_is_theirs():
    others = line("WARNING", "odoo.addons.base.models", "strange")
    told = line("INFO", "odoo.addons.ticket_sale.models.ticket_hold", "all is well")
    assert judged(others, told, result(0, 0, 9)) == (9, 0)


def test_a_failed_test_is_told_once_with_its_traceback():
    failed = line("ERROR", "odoo.addons.ticket_sale.tests.test_x", "FAIL: TestX.test_y")
    text = f"{failed}\nTraceback (most recent call last):\n  assert 1 == 2"
    told = outcome.read_odoo(1, f"{text}\n{text}\n{result(1, 0, 9)}")
    [trouble] = told.troubles
    assert trouble.endswith("assert 1 == 2")
    assert (told.passed, told.failed) == (8, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[HOOT] Passed 120 tests", (120, 0)),
        ("[HOOT] Failed 2 tests (118 passed, 1 skipped)", (118, 2)),
        ("nothing", (0, 1)),
    ],
)
def test_hoot_counts_the_tests_in_its_page(text, expected):
    told = outcome.read_hoot(outcome.Outcome(passed=1), text)
    assert (told.passed, told.failed) == expected
