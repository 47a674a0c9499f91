"""Sellers at random, each a process of its own: a cashier in a real browser, guests on
the web. They share nothing but the server."""

import random
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import requests
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import sync_playwright

from tests.e2e.house import enter_till
from tests.helpers.clients import Refused, Website

#: What somebody who comes second may be told.
POLITE = {"places_unavailable", "busy", "hold_expired"}
SHOWN = ".o_ticket_seat_map canvas"
SEATS = ".o_ticket_cart_seat"


@dataclass
class Sale:
    """What the sellers are told."""

    base_url: str
    session: int
    type_id: int
    seats: list[int]
    until: float  # time.time() at which nobody begins anything new
    shots: Path
    chromium: str


@dataclass
class Story:
    """What a seller lived through."""

    who: str
    sold: int = 0  # seats
    given_back: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)


def cashier(sale, login, till, seed):
    """Open a till in Chromium and sell until the time is over, then close the window
    with seats still in the cart."""
    story, chance = Story(f"till {till}"), random.Random(seed)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=sale.chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1366, "height": 850})
        page.set_default_timeout(40_000)
        page.on("pageerror", lambda error: story.wrong.append(f"script: {error}"))
        try:
            open_till(page, sale.base_url, login, till)
            while time.time() < sale.until:
                _serve_a_customer(page, chance, story)
            _choose(page, chance)
        except BrowserError as error:
            story.wrong.append(str(error))
        finally:
            page.screenshot(path=str(sale.shots / f"two-counters-{till}.png"))
            browser.close()
    return story


def open_till(page, base_url, login, till):
    """Sign in and begin the till's shift, or join it."""
    page.goto(f"{base_url}/web/login")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", login)
    page.click("form.oe_login_form button[type=submit]")
    page.wait_for_url(lambda url: "/web/login" not in url)
    enter_till(page, base_url, till)


def _serve_a_customer(page, chance, story):
    seats = _choose(page, chance)
    if not seats:
        story.refused += 1
    elif chance.random() < 0.2:
        _give_back(page)
        story.given_back += seats
    elif sold := _pay(page, chance):
        story.sold += sold
    else:
        story.refused += 1


def _choose(page, chance):
    """One to three seats, the best ones or by number; returns how many it became."""
    _dismiss(page)
    if chance.random() < 0.5:
        page.locator(".o_ticket_best_count").nth(chance.randrange(3)).click()
    else:
        _open_row(page, chance)
        for _seat in range(chance.randint(1, 3)):
            free = page.locator(".o_seat_map_seats button:enabled:not(.o_mine)")
            if count := free.count():
                with suppress(BrowserError):  # somebody took one, the list is shorter
                    free.nth(chance.randrange(count)).click(timeout=3000)
    page.wait_for_timeout(1000)  # a customer thinks, meanwhile all answers are here
    return page.locator(SEATS).count()


def _open_row(page, chance):
    """The list that stands for the map: a section with free seats, one of its rows."""
    if not page.locator(".o_seat_map_list").count():
        page.get_by_label("Seats as a list").first.click()
    section = page.locator(".o_seat_map_sections > li > .o_line").filter(
        has_text="Stalls"
    )
    if section.first.get_attribute("aria-expanded") != "true":
        section.first.click()
    rows = page.locator(".o_seat_map_rows .o_line[aria-expanded=false]")
    if count := rows.count():
        rows.nth(chance.randrange(count)).click()


def _give_back(page):
    """Seats that were asked for may still arrive while others go."""
    while page.locator(".o_ticket_cart_remove").count():
        with suppress(BrowserError):  # it has gone in the moment between
            page.locator(".o_ticket_cart_remove").first.click(timeout=3000)
        page.wait_for_timeout(500)


def _pay(page, chance):
    """Take the money; returns how many tickets the till sold: a seat that was asked for
    may have come into the cart at the last moment."""
    page.locator(".o_ticket_pay").click()
    page.locator(".paymentmethod, .modal:visible").first.wait_for()
    if _dismiss(page):
        return 0
    page.locator(".paymentmethod").nth(chance.randrange(2)).click()
    page.locator("button.validation-button:visible").first.click()
    page.locator(".receipt-screen, .modal:visible").first.wait_for()
    if _dismiss(page):
        return 0
    page.locator(".o_ticket_print_row").first.wait_for()
    sold = page.locator(".o_ticket_print_row").count()
    page.locator(".receipt-screen .validation").first.click()
    page.locator(SHOWN).first.wait_for()
    return sold


def _dismiss(page):
    """Say yes to what the till tells, and return whether it told something."""
    told = page.locator(".modal:visible .modal-footer .btn-primary")
    if not told.count():
        return False
    told.first.click()
    page.locator(".modal:visible").first.wait_for(state="hidden")
    return True


def guests(sale, seed):
    """One guest after the other buys on the web; some leave with full baskets."""
    story, chance = Story("web"), random.Random(seed)
    while time.time() < sale.until:
        wanted = chance.sample(sale.seats, chance.randint(1, 2))
        guest = Website(sale.base_url)
        try:
            if chance.random() < 0.2:
                guest.hold(sale.session, seat_ids=wanted)
                story.given_back += len(wanted)
            else:
                guest.buy(sale.session, sale.type_id, seat_ids=wanted)
                story.sold += len(wanted)
        except Refused as refusal:
            story.refused += 1
            if refusal.code not in POLITE:
                story.wrong.append(str(refusal))
        except (requests.RequestException, KeyError, TypeError) as error:
            story.wrong.append(repr(error))
        time.sleep(chance.uniform(0.5, 2.5))
    return story
