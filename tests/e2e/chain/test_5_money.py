"""Finance finds every cent."""

import pytest

from .seen import the_session


def test_07_the_advance_account_equals_the_unplayed_tickets(house):
    _close_the_shift(house)
    [[worth]] = house.query(
        """SELECT sum(net_amount) FROM ticket_ticket ticket
             JOIN ticket_session session ON session.id = ticket.session_id
            WHERE ticket.state IN ('valid', 'used') AND session.state != 'played'"""
    )
    assert house.balance("ticket_advance_account_id") == -round(float(worth), 2)
    [[wallets]] = house.query("SELECT sum(balance) FROM ticket_distributor")
    assert house.balance("ticket_wallet_account_id") == -round(float(wallets), 2)


def _close_the_shift(house):
    admin = house.staff("admin")
    for (session,) in house.query("SELECT id FROM pos_session WHERE state != 'closed'"):
        answer = admin.call(
            "pos.session", "action_pos_session_closing_control", [[session]]
        )
        [closed] = admin.call("pos.session", "read", [[session]], fields=["state"])
        assert closed["state"] == "closed", answer


def test_07_finance_sees_the_proof(house):
    page = house.page(login="finance")
    finance = house.staff("finance")
    proof = finance.call("ticket.advance.proof", "create", [[{}]])[0]
    [figures] = finance.call(
        "ticket.advance.proof", "read", [[proof]], fields=["difference", "proven"]
    )
    assert figures["proven"]
    assert figures["difference"] == 0
    page.goto(f"{house.base_url}/odoo/action-ticket_sale.ticket_advance_proof_action")
    page.wait_for_timeout(3000)
    house.shoot(page, "advance-proof")


def test_07_playing_the_session_moves_it_to_income(house):
    session = the_session(house)
    [[worth]] = house.query(
        "SELECT sum(net_amount) FROM ticket_ticket "
        "WHERE session_id = %s AND state IN ('valid', 'used')",
        session,
    )
    advance = house.balance("ticket_advance_account_id")
    income = house.balance("ticket_income_account_id")
    house.query(
        """UPDATE ticket_session SET start = start - interval '1 day',
                  "end" = "end" - interval '1 day' WHERE id = %s""",
        session,
    )
    house.staff("finance").call("ticket.session", "action_play", [[session]])
    moved = round(float(worth), 2)
    assert house.balance("ticket_advance_account_id") == pytest.approx(advance + moved)
    assert house.balance("ticket_income_account_id") == pytest.approx(income - moved)
