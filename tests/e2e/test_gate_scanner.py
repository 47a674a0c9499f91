"""A phone at the gate: it reads printed tickets with its camera, loses the network, is
killed, comes back, and nobody is counted twice or forgotten.

The steps run in order, on the house of this file.
"""

import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error

from tests.helpers import fake_camera
from tests.helpers.clients import Lane, Website
from tests.helpers.pdf import images

BOUGHT = 5
GOOD = '.o_gate_result[data-reason="ok"]'


@pytest.fixture(scope="module")
def camera(house):
    """A folder with the browser's profile and the film its camera sees."""
    with tempfile.TemporaryDirectory(prefix="gate-camera-") as folder:
        house.seen |= {
            "profile": Path(folder) / "profile",
            "film": Path(folder) / "camera.mjpeg",
        }
        yield house


@contextmanager
def scanner(house, *, offline=False):
    """The steward's phone, with what it kept from the last time."""
    context = house.browser.browser_type.launch_persistent_context(
        house.seen["profile"],
        executable_path=shutil.which("chromium"),
        args=fake_camera.arguments(house.seen["film"]),
        viewport={"width": 390, "height": 844},
        device_scale_factor=2,
        locale="en-US",
        offline=offline,
    )
    context.set_default_timeout(20_000)
    page = context.pages[0]
    page.goto(f"{house.base_url}/gate")
    yield page
    with suppress(Error):  # it was killed
        context.close()


def hold_out(house, page, index):
    """Hold a ticket before the camera; return the answer on the screen."""
    ticket = house.seen["tickets"][index]
    fake_camera.film(
        house.seen["film"], fake_camera.scene(house.seen["pages"][index], seed=index)
    )
    page.get_by_role("button", name="Scan with the camera").click()
    answer = page.locator(".o_gate_result", has_text=ticket["number"])
    answer.wait_for()
    house.shoot(page, f"gate-camera-{index}")
    reason = answer.get_attribute("data-reason")
    told = answer.inner_text()
    page.locator(".o_gate_close").click()
    page.get_by_role("button", name="Stop the camera").click()
    return reason, told


def type_number(page, number):
    page.fill("input[name=code]", number)
    page.get_by_role("button", name="Check").click()
    answer = page.locator(".o_gate_result", has_text=number)
    answer.wait_for()
    reason, told = answer.get_attribute("data-reason"), answer.inner_text()
    page.locator(".o_gate_close").click()
    return reason, told


def test_01_tickets_are_bought_and_printed(camera):
    house = camera
    [[session]] = house.query(
        """SELECT session.id FROM ticket_session session
             JOIN ticket_venue venue ON venue.id = session.venue_id
            WHERE venue.kind = 'theatre' AND session.state = 'on_sale'
         ORDER BY session.start LIMIT 1"""
    )
    [[adult]] = house.query("SELECT id FROM ticket_type WHERE code = 'adult'")
    website = Website(house.base_url)
    website.buy(session, adult, best={"count": BOUGHT, "zone_id": None})
    rows = house.query(
        """SELECT ticket.id, ticket.number, ticket.seat_label, sale.id,
                  sale.access_token
             FROM ticket_ticket ticket
             JOIN sale_order_line line ON line.id = ticket.sale_line_id
             JOIN sale_order sale ON sale.id = line.order_id
         ORDER BY ticket.id DESC LIMIT %s""",
        BOUGHT,
    )
    *_ticket, order, token = rows[0]
    pdf = website.get(
        f"/my/tickets/phone/order/{order}/tickets.pdf?access_token={token}"
    ).content
    house.seen["tickets"] = [
        {"id": row[0], "number": row[1], "place": row[2]} for row in reversed(rows)
    ]
    house.seen["pages"] = images(pdf, dpi=150)[:BOUGHT]
    assert len(house.seen["pages"]) == BOUGHT


def test_02_the_camera_reads_a_printed_ticket_and_lets_it_in(camera):
    house = camera
    fake_camera.film(house.seen["film"], fake_camera.scene(house.seen["pages"][0]))
    with scanner(house) as page:
        page.fill("input[name=token]", house.told["gate"]["token"])
        page.get_by_role("button", name="Pair this browser").click()
        reason, told = hold_out(house, page, 0)
        assert reason == "ok"
        assert house.seen["tickets"][0]["place"] in told
        page.evaluate("() => navigator.serviceWorker.ready")
        page.wait_for_function(
            """async () => {
                const found = await caches.keys();
                const kept = await (await caches.open(found[0])).keys();
                const database = await new Promise((resolve) => {
                    const opening = indexedDB.open("ticket_gate");
                    opening.onsuccess = () => resolve(opening.result);
                });
                const names = await new Promise((resolve) => {
                    const rows = database.transaction("kept").objectStore("kept");
                    const asking = rows.getAllKeys();
                    asking.onsuccess = () => resolve(asking.result);
                });
                database.close();
                const isListed = names.some((name) => String(name).startsWith("tickets:"));
                return kept.length > 5 && isListed;
            }"""
        )


def test_03_without_the_network_it_lets_in_and_survives_being_killed(camera):
    house = camera
    with scanner(house) as page:
        page.get_by_role("status").get_by_text("Online").wait_for()
        page.context.set_offline(True)
        reason, told = hold_out(house, page, 1)
        assert reason == "ok"
        assert "Decided by this device" in told
        assert house.seen["tickets"][1]["place"] in told
        reason, _told = hold_out(house, page, 0)
        assert reason == "already_used"
        fake_camera.kill_browser(house.seen["profile"])


def test_04_it_starts_without_the_network_and_remembers(camera):
    house = camera
    lane = Lane(house.base_url, other_lane(house))
    first, second, third = (house.seen["tickets"][index] for index in (1, 2, 3))
    assert lane.scan(third["number"])["reason"] == "ok"  # at another lane, unheard of
    with scanner(house, offline=True) as page:
        page.get_by_text("This device decides by the list of").wait_for()
        page.get_by_text("Entries the server does not know yet: 1").wait_for()
        assert type_number(page, first["number"])[0] == "already_used"
        reason, told = type_number(page, second["number"])
        assert reason == "ok"
        assert second["place"] in told
        page.fill("input[name=code]", "9999999999999999")
        page.get_by_role("button", name="Check").click()
        page.get_by_text("perhaps for another day").wait_for()
        page.locator(".o_gate_close").click()
        assert hold_out(house, page, 3)[0] == "ok"
        house.shoot(page, "gate-offline")
        page.context.set_offline(False)
        double = page.get_by_role("alert")
        double.get_by_text(third["number"]).wait_for()
        page.get_by_text("Entries the server does not know yet").wait_for(
            state="detached"
        )
        house.shoot(page, "gate-double")
        double.get_by_role("button", name="Seen").click()


def test_05_the_server_has_counted_everybody_once(camera):
    house = camera
    numbers = [ticket["number"] for ticket in house.seen["tickets"]]
    rows = house.query(
        "SELECT number, admitted FROM ticket_ticket WHERE number = ANY(%s) ORDER BY id",
        numbers,
    )
    assert [admitted or 0 for _number, admitted in rows] == [1, 1, 1, 1, 0]
    offline = house.query(
        """SELECT number, decided, result FROM ticket_scan
            WHERE is_offline AND number = ANY(%s) ORDER BY id""",
        numbers,
    )
    assert [(number, decided) for number, decided, _result in offline] == [
        (numbers[1], "admit"),
        (numbers[0], "refuse"),
        (numbers[1], "refuse"),
        (numbers[2], "admit"),
        (numbers[3], "admit"),
    ]
    [[double]] = house.query(
        "SELECT number FROM ticket_scan_conflict ORDER BY id DESC LIMIT 1"
    )
    assert double == numbers[3]


def other_lane(house):
    """The token of a second device, at the same lane."""
    manager = house.staff("manager")
    [[gate]] = house.query(
        "SELECT min(gate_id) FROM ticket_gate_device WHERE token_hash IS NOT NULL"
    )
    device = manager.call(
        "ticket.gate.device", "create", [{"name": "Turnstile 9", "gate_id": gate}]
    )
    action = manager.call("ticket.gate.device", "action_mint_token", [device])
    return action["context"]["default_token"]
