"""The house manager's board while people come in, and an emergency from the alarm to its
end by a second person. The steps run in order, on the house of this file.
"""

import pytest

from tests.helpers.clients import Lane, Refused, Till, Website

BOUGHT = 6


@pytest.fixture(scope="module")
def evening(house):
    """A session that starts in half an hour, with tickets sold."""
    [[session]] = house.query(
        """SELECT session.id FROM ticket_session session
             JOIN ticket_venue venue ON venue.id = session.venue_id
            WHERE venue.kind = 'theatre' AND session.state = 'on_sale'
              AND session.inventory_open
         ORDER BY session.start LIMIT 1"""
    )
    house.query(
        """UPDATE ticket_session
              SET start = now() AT TIME ZONE 'UTC' + interval '30 minutes',
                  "end" = now() AT TIME ZONE 'UTC' + interval '150 minutes'
            WHERE id = %s""",
        session,
    )
    [[adult]] = house.query("SELECT id FROM ticket_type WHERE code = 'adult'")
    Website(house.base_url).buy(session, adult, best={"count": BOUGHT, "zone_id": None})
    numbers = house.query(
        "SELECT number FROM ticket_ticket WHERE session_id = %s ORDER BY id DESC LIMIT %s",
        session,
        BOUGHT,
    )
    house.seen |= {
        "session": session,
        "adult": adult,
        "numbers": [number for [number] in numbers],
        "lane": Lane(house.base_url, house.told["gate"]["token"]),
    }
    return house


def board_of(house, login):
    page = house.page(login=login)
    page.set_viewport_size({"width": 1600, "height": 900})
    page.goto(f"{house.base_url}/odoo/gate-board")
    venues = page.get_by_label("Venue")
    venues.wait_for()
    venues.select_option(label="Riverside Grand Theatre")
    return page


def dismiss(page):
    """Put away the alarm that fills the screen of a till; the board shows it within."""
    page.get_by_role("button", name="Seen, show my screen").click()


def phone_at(house, lane):
    """A steward's phone with the scanner app."""
    phone = house.page(phone=True)
    phone.goto(f"{house.base_url}/gate")
    phone.fill("input[name=token]", lane)
    phone.get_by_role("button", name="Pair this browser").click()
    phone.locator(".o_gate_ready").wait_for()
    return phone


def wait_for_way(phone, way):
    """The lane lets people in, or counts them out."""
    phone.locator(".o_gate_direction [aria-pressed=true]", has_text=way).wait_for()


def tile(page, name):
    return page.locator(".o_gate_tile", has_text=name).locator(".o_value").first


def test_01_the_board_counts_who_comes_in(evening):
    house = evening
    lane, numbers = house.seen["lane"], house.seen["numbers"]
    board = board_of(house, "manager")
    sessions = board.get_by_label("Session")
    sessions.select_option(value=str(house.seen["session"]))
    tile(board, "Refused").wait_for()
    before = int(tile(board, "Inside now").inner_text())
    assert [lane.scan(number)["reason"] for number in numbers[:4]] == ["ok"] * 4
    assert lane.scan(numbers[0])["reason"] == "already_used"
    board.wait_for_function(
        """(expected) => [...document.querySelectorAll(".o_gate_tile")].some((tile) =>
            tile.textContent.includes("Inside now") &&
            tile.querySelector(".o_value").textContent === expected)""",
        arg=str(before + 4),
    )
    board.get_by_text("Already Used").wait_for()
    house.shoot(board, "gate-board")
    board.get_by_role("tab", name="House").click()
    board.locator(".o_gate_house canvas").first.wait_for()
    board.locator(".o_people li").first.wait_for()
    board.wait_for_timeout(500)  # the hall is drawn with the next frames
    house.shoot(board, "gate-house")
    board.context.close()


def test_02_a_drill_is_told_and_stops_nothing(evening):
    house = evening
    till = house.seen["till"] = house.counter()
    board = board_of(house, "manager")
    board.get_by_role("button", name="Emergency").click()
    board.get_by_role("button", name="Drill").click()
    board.get_by_text("Lanes and sale go on as usual.").wait_for()
    till.get_by_text("This is an exercise.").wait_for()
    dismiss(till)
    assert house.seen["lane"].scan(house.seen["numbers"][4])["reason"] == "ok"
    board.context.close()


def test_03_an_emergency_opens_the_lanes_and_stops_the_sale(evening):
    house = evening
    seller = Till(house.base_url).open(house.database)
    till = house.seen["till"]
    phone = house.seen["phone"] = phone_at(house, house.told["gate"]["token"])
    board = board_of(house, "manager")
    board.get_by_role("button", name="Emergency").first.click()
    board.fill("#o_emergency_message", "Smoke in the north foyer")
    board.locator(".o_emergency_choice .btn-danger").click()
    alarm = till.get_by_role("alertdialog")
    alarm.get_by_text("Smoke in the north foyer").wait_for()
    house.shoot(till, "till-emergency")
    phone.locator(".o_gate_alarm").get_by_text("Smoke in the north foyer").wait_for()
    phone.get_by_text("Lead everybody out. Let nobody in.").wait_for()
    phone.get_by_role("button", name="Understood, count people out").click()
    wait_for_way(phone, "Out")
    board.get_by_text("All lanes stand open. Sale and check-in are stopped.").wait_for()
    house.shoot(board, "gate-emergency")
    lane, numbers = house.seen["lane"], house.seen["numbers"]
    assert lane.scan(numbers[5])["reason"] == "emergency"
    assert lane.scan(numbers[0], direction="out")["result"] == "admit"
    with pytest.raises(Refused) as refused:
        seller.hold(house.seen["session"], house.seen["adult"], {"best": {"count": 1}})
    assert "stop" in str(refused.value).lower()
    till.context.close()
    board.context.close()


def test_04_whoever_raised_it_cannot_end_it_and_a_second_supervisor_can(evening):
    house = evening
    mine = board_of(house, "manager")
    mine.get_by_text("You raised it: a second supervisor must end it.").wait_for()
    mine.context.close()
    second = board_of(house, "supervisor")
    second.locator(".o_end button").click()
    second.get_by_role("button", name="Yes, everybody is safe").click()
    second.locator(".o_gate_emergency.o_real").wait_for(state="detached")
    phone = house.seen["phone"]
    phone.get_by_text("The emergency is over: tickets are checked again.").wait_for()
    wait_for_way(phone, "In")
    phone.context.close()
    assert house.seen["lane"].scan(house.seen["numbers"][5])["reason"] == "ok"
    seller = Till(house.base_url).open(house.database)
    held = seller.hold(
        house.seen["session"], house.seen["adult"], {"best": {"count": 1}}
    )
    assert held
    events = house.query(
        """SELECT event.kind FROM ticket_emergency_event event
             JOIN ticket_emergency emergency ON emergency.id = event.emergency_id
            WHERE emergency.kind = 'emergency' ORDER BY event.id"""
    )
    assert len(events) >= 2
    second.context.close()
