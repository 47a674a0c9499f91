"""From the button on the gate board to the alarm on a steward's phone, and from the end
by a second supervisor until the phone checks tickets again."""

import shutil
import time

from tests.helpers.clients import Client

ROUNDS = 7
ALARM = ".o_gate_alarm, .o_gate_alarm_strip"


def measure(base_url: str, database: str, device: str, venue: int) -> dict:
    """Seconds until the scanner app shows an emergency, and until it shows none.

    :param device: the token of a device of a lane at the venue
    """
    from playwright.sync_api import sync_playwright

    raiser, ender = (
        Client(base_url).login(database, login, login)
        for login in ("manager", "supervisor")
    )
    shown, gone = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto(f"{base_url}/gate?lang=en_US#{device}")
        page.locator(".o_gate_ready").wait_for()
        for turn in range(ROUNDS):
            time.sleep(1 + 2 * turn / ROUNDS)  # anywhere between two pulses of the app
            shown.append(_until(page, "visible", lambda: _raise(raiser, venue)))
            time.sleep(1 + 2 * turn / ROUNDS)
            gone.append(_until(page, "detached", lambda: _end(ender, venue)))
        browser.close()
    return {"shown": sorted(shown), "gone": sorted(gone)}


def _until(page, state, act):
    """How long it takes from an act until the alarm is in a state."""
    began = time.perf_counter()
    act()
    page.locator(ALARM).first.wait_for(state=state)
    return time.perf_counter() - began


def _raise(client, venue):
    client.call("ticket.emergency", "raise_alarm", [venue, "emergency", "Bench"])


def _end(client, venue):
    found = client.call(
        "ticket.emergency",
        "search",
        [[["venue_id", "=", venue], ["state", "=", "active"]]],
    )
    client.call("ticket.emergency", "action_end", [found])


def print_table(told: dict) -> None:
    print("\n| an emergency on a steward's phone | median s | longest s |")
    print("|---|---|---|")
    for name, times in (("is shown", told["shown"]), ("is over", told["gone"])):
        print(f"| {name} | {times[len(times) // 2]:.2f} | {times[-1]:.2f} |")
