"""The running house that the end-to-end test walks through, seen from outside."""

import io
import re
from dataclasses import dataclass, field
from pathlib import Path

import zxingcpp
from PIL import Image

from tests.helpers.clients import Client, Till
from tests.helpers.virtual_printer import VirtualPrinter


@dataclass
class House:
    """A served demo database, a browser and a printer; ``seen`` is what steps hand on."""

    base_url: str
    database: str
    told: dict
    browser: object  # playwright.sync_api.Browser
    printer: VirtualPrinter
    shots: Path
    query: object  # (sql, *parameters) -> rows
    seen: dict = field(default_factory=dict)

    def staff(self, login):
        """An RPC client of a member of staff."""
        return Client(self.base_url).login(self.database, login, login)

    def page(self, *, phone=False, login=None, lang=None):
        """A new browser window, signed in when a login is given."""
        size = (
            {"width": 390, "height": 844} if phone else {"width": 1366, "height": 850}
        )
        context = self.browser.new_context(
            viewport=size,
            has_touch=phone,
            is_mobile=phone,
            device_scale_factor=2 if phone else 1,
            accept_downloads=True,
            locale=lang or "en-US",
        )
        context.set_default_timeout(30_000)
        page = context.new_page()
        page.goto(self.base_url + "/web/login")
        if login:
            page.fill("input[name=login]", login)
            page.fill("input[name=password]", login)
            page.click("form.oe_login_form button[type=submit]")
            page.wait_for_url(lambda url: "/web/login" not in url)
        return page

    @property
    def till(self):
        """The id of the box office; the demo's kiosk is a till too."""
        [[till]] = self.query(
            "SELECT min(id) FROM pos_config WHERE ticket_selling AND active"
        )
        return till

    def counter(self, login="cashier"):
        """A cashier's window, at the seats of the box office whose shift is open."""
        Till(self.base_url).open(self.database)
        page = self.page(login=login)
        enter_till(page, self.base_url, self.till)
        return page

    def shoot(self, page, name):
        """Keep a picture of what the person sees."""
        self.shots.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(self.shots / f"{name}.png"))

    def balance(self, account_code_field):
        """The balance of one of the company's ticket accounts, from the ledger."""
        [[amount]] = self.query(
            f"""SELECT COALESCE(sum(line.balance), 0) FROM account_move_line line
                  JOIN res_company company ON company.id = line.company_id
                 WHERE line.parent_state = 'posted'
                   AND line.account_id = company.{account_code_field}"""
        )
        return round(float(amount), 2)


def read_codes(picture):
    """The texts of all QR codes in a picture (bytes or ``PIL.Image``)."""
    if isinstance(picture, bytes):
        picture = Image.open(io.BytesIO(picture))
    return [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))]


def enter_till(page, base_url, till):
    """Come to the seats of a till, opening its shift if that was not yet."""
    seats = page.locator(".o_ticket_desk .o_ticket_seat_map canvas").first
    begin = page.get_by_text(re.compile("^(Open|Unlock) Register")).first
    page.goto(f"{base_url}/pos/ui/{till}")
    seats.or_(begin).first.wait_for()
    if not seats.is_visible():
        begin.click()
    page.locator(
        ".o_ticket_desk .o_ticket_seat_map canvas, .modal:visible"
    ).first.wait_for()
    opening = page.locator(".modal:visible .modal-footer .btn-primary").first
    if opening.is_visible():  # what is in the drawer
        opening.click()
    seats.wait_for()
    page.wait_for_timeout(1000)  # the keys come with the next frames
