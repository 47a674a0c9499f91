"""What axe-core says of the gates: board, house, an alarm, the scanner app."""

import pytest

from tests.helpers.axe import faults


@pytest.fixture(scope="module")
def board(house):
    page = house.page(login="supervisor")
    page.goto(f"{house.base_url}/odoo/gate-board")
    page.locator(".o_gate_doors").wait_for()
    return page


def test_the_board_has_no_serious_fault(board):
    assert faults(board, ".o_gate_board") == []
    board.get_by_role("tab", name="House").click()
    board.locator(".o_gate_house, .o_gate_board_none").first.wait_for()
    assert faults(board, ".o_gate_board") == []


def test_the_alarm_has_no_serious_fault(house, board):
    board.get_by_role("button", name="Emergency").click()
    board.locator(".o_emergency_choice").wait_for()
    assert faults(board, ".modal-content") == []
    board.get_by_role("button", name="Drill").click()
    board.locator(".o_gate_emergency").wait_for()
    assert faults(board, ".o_gate_board") == []
    house.shoot(board, "gate-drill")


def test_the_scanner_app_has_no_serious_fault(house):
    page = house.page(phone=True)
    page.goto(f"{house.base_url}/gate")
    page.locator("input[name=token]").wait_for()
    assert faults(page, "body") == []
    page.fill("input[name=token]", house.told["gate"]["token"])
    page.get_by_role("button", name="Pair this browser").click()
    page.locator(".o_gate_ready").wait_for()
    assert faults(page, "body") == []
    page.get_by_role("button", name="Leave this lane").click()
    page.get_by_text("must be paired anew").wait_for()
    assert faults(page, "body") == []
    page.get_by_role("button", name="Stay").click()
    for code, sign in (
        (house.told["passes"]["staff"], "green"),
        ("1234567890123456", "red"),
    ):
        page.fill("input[name=code]", code)
        page.get_by_role("button", name="Check").click()
        page.locator(f".o_gate_result.o_gate_{sign}").wait_for()
        assert faults(page, ".o_gate_result") == []
        page.locator(".o_gate_close").click()
    page.context.close()
