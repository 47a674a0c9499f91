"""A printer breaks at the counter: the cashier is told, and gets every ticket out."""

from tests.helpers.clients import Till
from tests.helpers.virtual_printer import VirtualPrinter


def _sell(house, count):
    """Sell with another screen of the same till; return the tokens."""
    [[session]] = house.query(
        """SELECT session.id FROM ticket_session session
             JOIN ticket_venue venue ON venue.id = session.venue_id
            WHERE session.state = 'on_sale' AND venue.kind = 'theatre'
              AND session.start > now() ORDER BY session.id LIMIT 1"""
    )
    [[adult]] = house.query("SELECT id FROM ticket_type WHERE code = 'adult'")
    till = Till(house.base_url).open(house.database)
    till.pay(till.hold(session, adult, {"best": {"count": count}}))
    rows = house.query("SELECT id FROM ticket_ticket ORDER BY id DESC LIMIT %s", count)
    read = house.staff("manager").call(
        "ticket.ticket", "read", [[ticket for [ticket] in rows], ["token"]]
    )
    return sorted(ticket["token"] for ticket in read)


def _codes(paper):
    return sorted(code for ticket in paper.tickets for code in ticket.codes)


def test_cashier_moves_what_waits_to_the_spare_in_one_tap(house):
    with VirtualPrinter() as paper:
        manager = house.staff("manager")
        values = {"name": "Counter 2", "host": paper.host, "port": paper.port}
        spare = manager.call("ticket.printer", "create", [values])
        printers = manager.call("ticket.printer", "search", [[["id", "!=", spare]]])
        manager.call("ticket.printer", "write", [printers, {"spare_id": spare}])
        page = house.counter()
        house.printer.change(cover=True)
        tokens = _sell(house, 2)
        page.locator(".o_ticket_print_badge[data-mood=trouble]").click()
        page.locator(".o_ticket_print_problems li").nth(1).wait_for()
        house.shoot(page, "pos-printer-in-trouble")
        page.locator(".o_ticket_print_move_all").first.click()
        page.locator(".o_ticket_print_problems").wait_for(state="detached")
        paper.wait_for(2)
        house.printer.change(cover=False)
        assert _codes(paper) == tokens


def test_spoiled_ticket_is_printed_anew_and_counted(house):
    page = house.counter()
    before = len(house.printer.tickets)
    house.query("UPDATE ticket_printer SET confirm_seconds = 2")
    house.printer.change(acknowledge=False)
    [token] = _sell(house, 1)
    badge = page.locator(".o_ticket_print_badge[data-mood=trouble]")
    badge.wait_for()
    house.printer.change(acknowledge=True)
    badge.click()
    page.locator(".o_ticket_print_spoiled").first.click()
    page.locator(".o_ticket_reprint_reasons button", has_text="Badly printed").click()
    house.shoot(page, "pos-reprint-reason")
    page.locator(".o_ticket_reprint_confirm").click()
    page.locator(".o_ticket_print_problems").wait_for(state="detached")
    printed = house.printer.wait_for(before + 2)[before:]
    assert [ticket.codes for ticket in printed] == [[token], [token]]
    rows = house.query(
        "SELECT state, copy_number FROM ticket_print_job ORDER BY id DESC LIMIT 2"
    )
    assert sorted(rows) == [("printed", 2), ("spoiled", 1)]
