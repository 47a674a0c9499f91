"""Tickets are given back once and exchanged once, however many people press the button."""

from collections import Counter

import pytest

from tests.helpers.clients import Client, Refused, Website
from tests.race.test_last_seats import _adult, query
from tests.race.together import begin, together

PRESSES = 6
#: What whoever comes second may be told.
POLITE = {"UserError", "RefundRefused", "ExchangeRefused", "PlacesUnavailable"}


def office(base_url, database):
    """The back office, as the administrator's browser speaks to it."""
    client = Client(base_url)
    client.login(database, "admin", "admin")
    return client


def refund(base_url, database, ticket):
    """One process: give a ticket back; what the answer was."""
    client = office(base_url, database)
    values = {
        "ticket_ids": [(6, 0, [ticket])],
        "reason": f"race {ticket}.",
        "money": "credit",
    }
    wizard = client.call("ticket.refund", "create", [values])
    return _press(client, "ticket.refund", "action_refund", wizard)


def exchange(base_url, database, ticket, place):
    """One process: exchange a ticket for a place that others want too."""
    client = office(base_url, database)
    values = {"ticket_ids": [(6, 0, [ticket])], "reason": "race"}
    wizard = client.call("ticket.exchange", "create", [values])
    [read] = client.call("ticket.exchange", "read", [[wizard], ["line_ids"]])
    values = {"place_id": place}
    client.call("ticket.exchange.line", "write", [read["line_ids"], values])
    return _press(client, "ticket.exchange", "action_exchange", wizard)


def _press(client, model, method, wizard):
    begin()
    try:
        client.call(model, method, [[wizard]])
    except Refused as refusal:
        polite = str(refusal.code).rsplit(".", 1)[-1] in POLITE
        return "refused" if polite else str(refusal)
    return "done"


@pytest.fixture
def sold(demo_database, copy_database, serve):
    """A server and the ids of two tickets bought on the website, and of a free place."""
    name, _told = demo_database
    database = copy_database(name)
    server = serve(database, "--workers=4", "--max-cron-threads=0")
    [[session]] = query(
        database,
        """SELECT session.id FROM ticket_session session
             JOIN ticket_venue venue ON venue.id = session.venue_id
            WHERE session.state = 'on_sale' AND venue.kind = 'theatre'
              AND session.start > now() + interval '5 days'
         ORDER BY session.id LIMIT 1""",
    )
    Website(server.base_url).buy(session, _adult(database), best={"count": 2})
    rows = query(
        database,
        """SELECT id FROM ticket_ticket WHERE session_id = %s AND state = 'valid'
              AND sale_line_id IS NOT NULL ORDER BY id DESC LIMIT 2""",
        session,
    )
    [[place]] = query(
        database,
        """SELECT id FROM ticket_place WHERE session_id = %s AND state = 'free'
              AND seat_id IS NOT NULL ORDER BY rank LIMIT 1""",
        session,
    )
    return server.base_url, database, [ticket for (ticket,) in rows], place


def test_a_ticket_is_refunded_once(sold):
    base_url, database, [ticket, _other], _place = sold
    answers = Counter(together(refund, [(base_url, database, ticket)] * PRESSES))
    assert answers == {"done": 1, "refused": PRESSES - 1}
    [[notes]] = query(
        database,
        "SELECT count(*) FROM account_move WHERE move_type = 'out_refund' AND ref LIKE %s",
        f"%race {ticket}.",
    )
    assert notes <= 1  # none when the order is not invoiced yet


def test_two_tickets_do_not_move_to_one_place(sold):
    base_url, database, tickets, place = sold
    rows = [(base_url, database, ticket, place) for ticket in tickets * 3]
    answers = Counter(together(exchange, rows))
    assert answers == {"done": 1, "refused": len(rows) - 1}
    [[live]] = query(
        database,
        """SELECT count(*) FROM ticket_ticket WHERE place_id = %s
              AND state IN ('valid', 'used')""",
        place,
    )
    assert live == 1
