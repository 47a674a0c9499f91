"""The sales desk on its own screens: prices painted, sales watched, an order's history,
tickets given away with approval."""

import re

from tests.helpers.clients import Website


def _session(house, where=""):
    """The next session of Swan Lake that is on sale."""
    [[session]] = house.query(
        f"""SELECT session.id FROM ticket_session session
              JOIN ticket_show show ON show.id = session.show_id
              JOIN ticket_venue venue ON venue.id = session.venue_id
             WHERE show.name ->> 'en_US' = 'Swan Lake' AND session.state = 'on_sale'
                   {where}
          ORDER BY session.start LIMIT 1"""
    )
    return session


def _action(house, page, xmlid, record="", wait=".o_view_controller"):
    page.goto(f"{house.base_url}/odoo/action-ticket_sale.{xmlid}{record}")
    page.locator(wait).first.wait_for()


def test_prices_are_painted_on_the_map(house):
    manager = house.staff("manager")
    [[plan]] = house.query(
        "SELECT plan_id FROM ticket_session WHERE id = %s", _session(house)
    )
    [copy] = manager.call("ticket.price.plan", "copy", [[plan]])
    zones = house.query(
        "SELECT id FROM ticket_zone WHERE plan_id = %s ORDER BY sequence, id", copy
    )
    page = house.page(login="manager")
    _action(house, page, "ticket_price_plan_action", f"/{copy}")
    page.locator("button[name=action_paint]").click()
    canvas = page.locator(".o_price_paint_map canvas").first
    canvas.wait_for()
    page.locator("[data-tool=section]").click()
    page.locator(f".o_paint_zone[data-zone='{zones[-1][0]}']").click()
    box = canvas.bounding_box()
    for down in range(30, 80, 2):  # the first section under the pointer is painted
        page.mouse.click(
            box["x"] + box["width"] / 2, box["y"] + box["height"] * down / 100
        )
        if page.locator(".o_price_paint_map[data-stroke='1']").count():
            break
    page.wait_for_timeout(400)
    house.shoot(page, "price-painting")
    before = house.query(
        "SELECT count(*) FROM ticket_zone_seat_rel WHERE zone_id = %s", zones[-1][0]
    ) + house.query(
        "SELECT count(*) FROM ticket_zone_section_rel WHERE zone_id = %s", zones[-1][0]
    )
    page.get_by_role("button", name="Save").click()
    page.locator("button.btn-primary[disabled]", has_text="Save").wait_for()
    after = house.query(
        "SELECT count(*) FROM ticket_zone_seat_rel WHERE zone_id = %s", zones[-1][0]
    ) + house.query(
        "SELECT count(*) FROM ticket_zone_section_rel WHERE zone_id = %s", zones[-1][0]
    )
    assert sum(row[0] for row in after) > sum(row[0] for row in before)
    page.context.close()


def test_the_live_board_counts_what_is_sold(house):
    [[adult]] = house.query(
        "SELECT res_id FROM ir_model_data WHERE module = 'ticket_sale' "
        "AND name = 'ticket_type_adult'"
    )
    session = _session(
        house,
        "AND (session.start AT TIME ZONE 'UTC' AT TIME ZONE venue.tz)::date"
        " = (now() AT TIME ZONE venue.tz)::date",
    )
    for count in (2, 4, 3):
        Website(house.base_url).buy(session, adult, best={"count": count})
    page = house.page(login="manager")
    _action(house, page, "ticket_live_board_action", wait=".o_ticket_live_session")
    page.wait_for_timeout(500)
    house.shoot(page, "live-board")
    [[sold]] = house.query(
        "SELECT count(*) FROM ticket_place WHERE session_id = %s AND state = 'sold'",
        session,
    )
    assert sold >= 9
    shown = page.locator(".o_ticket_live_session .o_main .o_value").all_inner_texts()
    assert str(sold) in shown
    page.context.close()


def test_an_order_tells_what_happened_to_its_tickets(house):
    [[order]] = house.query(
        """SELECT max(line.order_id) FROM ticket_ticket ticket
             JOIN sale_order_line line ON line.id = ticket.sale_line_id
            WHERE ticket.channel = 'website'"""
    )
    page = house.page(login="manager")
    page.goto(f"{house.base_url}/odoo/sales/{order}")
    page.get_by_role("tab", name="Ticket History").click()
    rows = page.locator("div[name=ticket_timeline_ids] tr.o_data_row")
    rows.first.wait_for()
    kinds = page.locator(
        "div[name=ticket_timeline_ids] td[name=kind]"
    ).all_inner_texts()
    house.shoot(page, "order-timeline")
    assert {"Held", "Sold"} <= set(kinds)
    page.context.close()


def test_tickets_given_away_wait_for_two_people(house):
    [[free]] = house.query(
        "SELECT res_id FROM ir_model_data WHERE module = 'ticket_sale' "
        "AND name = 'ticket_type_free'"
    )
    supervisor, session = house.staff("supervisor"), _session(house)
    for guest, reason, count in (
        ("Friends of the Ballet 芭蕾之友", "Patrons' evening", 12),
        ("City Orchestra 市交响乐团", "Exchange with colleagues", 4),
    ):
        [partner] = supervisor.call("res.partner", "create", [[{"name": guest}]])
        [bulk] = supervisor.call(
            "ticket.bulk",
            "create",
            [
                [
                    {
                        "session_id": session,
                        "count": count,
                        "type_id": free,
                        "partner_id": partner,
                        "reason": reason,
                    }
                ]
            ],
        )
        supervisor.call("ticket.bulk", "action_hold", [[bulk]])
        supervisor.call("ticket.bulk", "action_issue", [[bulk]])
    issued = "SELECT count(*) FROM ticket_ticket WHERE type_id = %s AND state = 'valid'"
    assert house.query(issued, free) == [(0,)]
    page = house.page(login="manager")
    _action(house, page, "ticket_approval_action", wait="tr.o_data_row")
    house.shoot(page, "approvals")
    page.locator("tr.o_data_row", has_text=re.compile("Friends")).locator(
        "button[name=action_approve]"
    ).click()
    page.wait_for_timeout(1500)
    assert house.query(issued, free) == [(0,)]  # finance has not said yes yet
    finance = house.staff("finance")
    [waiting] = finance.call("ticket.approval", "search", [[["may_decide", "=", True]]])
    finance.call("ticket.approval", "action_approve", [[waiting]])
    assert house.query(issued, free) == [(12,)]
    page.context.close()
