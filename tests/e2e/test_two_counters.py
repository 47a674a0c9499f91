"""Two cashiers in real browsers and guests on the web sell one session for two minutes."""

import multiprocessing
import shutil
import time

import pytest

from tests.e2e.sellers import Sale, cashier, guests

SECONDS = 120
SEATS = 90  # few enough for everybody to be in each other's way


@pytest.fixture
def session(house):
    """The only session on sale: most of its seats are gone, the rest stand in one block."""
    [[session]] = house.query(
        """SELECT session.id FROM ticket_session session
             JOIN ticket_show show ON show.id = session.show_id
            WHERE show.name ->> 'en_US' = 'Swan Lake' AND session.state = 'on_sale'
         ORDER BY session.start DESC LIMIT 1"""
    )
    house.query(
        """UPDATE ticket_session SET state = 'ended'
            WHERE id != %s AND state IN ('presale', 'on_sale')""",
        session,
    )
    house.query(
        """UPDATE ticket_place SET state = 'locked', lock_reason = 'elsewhere'
            WHERE session_id = %s AND state = 'free' AND id NOT IN (
                  SELECT place.id FROM ticket_place place
                    JOIN ticket_seat_section section ON section.id = place.section_id
                   WHERE place.session_id = %s AND place.state = 'free'
                     AND section.code = 'ST'
                ORDER BY place.rank LIMIT %s)""",
        session,
        session,
        SEATS,
    )
    return session


def _second_till(house):
    """A till beside the demo's, with a drawer of its own."""
    admin = house.staff("admin")
    [[first, card]] = house.query(
        """SELECT config.id, method.id FROM pos_config config
             JOIN pos_config_pos_payment_method_rel paid ON paid.pos_config_id = config.id
             JOIN pos_payment_method method ON method.id = paid.pos_payment_method_id
            WHERE config.ticket_selling AND NOT method.is_cash_count
         ORDER BY config.id LIMIT 1"""
    )
    [cash] = admin.call(
        "account.journal",
        "create",
        [[{"name": "Second drawer", "type": "cash", "code": "CSH2"}]],
    )
    [drawer] = admin.call(
        "pos.payment.method",
        "create",
        [[{"name": "Cash at window 2", "journal_id": cash}]],
    )
    [printer] = admin.call(
        "pos.config", "read", [[first]], fields=["ticket_printer_id"]
    )
    [second] = admin.call(
        "pos.config",
        "create",
        [
            [
                {
                    "name": "Window 2",
                    "ticket_selling": True,
                    "payment_method_ids": [(6, 0, [drawer, card])],
                    "ticket_printer_id": printer["ticket_printer_id"][0],
                }
            ]
        ],
    )
    return first, second


def test_nobody_gets_a_seat_twice_and_the_books_tie_out(house, session):
    first, second = _second_till(house)
    house.shots.mkdir(parents=True, exist_ok=True)
    [[adult]] = house.query("SELECT id FROM ticket_type WHERE code = 'adult'")
    seats = house.query(
        "SELECT seat_id FROM ticket_place WHERE session_id = %s AND state = 'free'",
        session,
    )
    assert len(seats) == SEATS
    sale = Sale(
        base_url=house.base_url,
        session=session,
        type_id=adult,
        seats=[seat for (seat,) in seats],
        until=time.time() + SECONDS,
        shots=house.shots,
        chromium=shutil.which("chromium"),
    )
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        running = [
            pool.apply_async(cashier, (sale, "cashier", first, 1)),
            pool.apply_async(cashier, (sale, "supervisor", second, 2)),
            pool.apply_async(guests, (sale, 3)),
        ]
        stories = [each.get(SECONDS + 240) for each in running]
    assert [wrong for story in stories for wrong in story.wrong] == []
    assert all(story.sold for story in stories), stories
    assert any(story.refused for story in stories), "they never met"
    _each_seat_once(house, session, stories)
    _every_ticket_is_on_paper(house, session)
    _the_books_tie_out(house)


def _each_seat_once(house, session, stories):
    tickets = house.query(
        """SELECT ticket.place_id, ticket.channel FROM ticket_ticket ticket
            WHERE ticket.session_id = %s AND ticket.state = 'valid'""",
        session,
    )
    places = [place for place, _channel in tickets]
    assert len(places) == len(set(places))
    by_channel = {
        name: len([1 for _place, channel in tickets if channel == name])
        for name in ("pos", "website")
    }
    assert by_channel["pos"] == stories[0].sold + stories[1].sold
    assert by_channel["website"] >= stories[2].sold
    sold = house.query(
        "SELECT id FROM ticket_place WHERE session_id = %s AND state = 'sold'", session
    )
    assert {place for (place,) in sold} >= set(places)


def _every_ticket_is_on_paper(house, session):
    [[count]] = house.query(
        """SELECT count(*) FROM ticket_ticket
            WHERE session_id = %s AND state = 'valid' AND channel = 'pos'""",
        session,
    )
    printed = house.printer.wait_for(count)
    codes = [code for ticket in printed for code in ticket.codes]
    assert len(codes) == len(set(codes)) == count


def _the_worker_has_come(house):
    """The books of what guests paid follow their tickets."""
    due = "SELECT 1 FROM payment_transaction WHERE ticket_issued AND NOT is_post_processed"
    until = time.time() + 120
    while house.query(due):
        assert time.time() < until, "paid web orders are not in the books"
        time.sleep(1)


def _the_books_tie_out(house):
    _the_worker_has_come(house)
    [[mistaken]] = house.query(
        """SELECT count(*) FROM pos_order WHERE amount_paid != amount_total
                                             OR state NOT IN ('paid', 'done')
              AND EXISTS (SELECT 1 FROM pos_order_line line
                           WHERE line.order_id = pos_order.id)"""
    )
    assert mistaken == 0
    admin = house.staff("admin")
    for (shift,) in house.query("SELECT id FROM pos_session WHERE state != 'closed'"):
        admin.call("pos.session", "action_pos_session_closing_control", [[shift]])
    assert house.query("SELECT 1 FROM pos_session WHERE state != 'closed'") == []
    [[worth]] = house.query(
        """SELECT sum(net_amount) FROM ticket_ticket ticket
             JOIN ticket_session session ON session.id = ticket.session_id
            WHERE ticket.state IN ('valid', 'used') AND session.state != 'played'"""
    )
    assert house.balance("ticket_advance_account_id") == -round(float(worth), 2)
