"""What a customer does in the web shop, whatever the language and the screen."""

from dataclasses import dataclass

from tests.e2e.house import House

MAIN = "a[name=website_sale_main_button]:visible"
PAY = "button[name=o_payment_submit_button]:visible"
ADDRESS = {
    "email": "ann.lee@example.com",
    "phone": "+86 138 0000 0000",
    "street": "1 Test Road",
    "city": "Shanghai",
    "zip": "200000",
}


@dataclass
class Shopper:
    """A customer in a browser window of their own."""

    house: House
    page: object
    lang: str = "en_US"
    name: str = "Ann Lee"

    @classmethod
    def come(cls, house, *, phone=False, lang="en_US", login=None, name="Ann Lee"):
        page = house.page(phone=phone, login=login, lang=lang.replace("_", "-"))
        return cls(house, page, lang, name)

    def go(self, path):
        prefix = "" if self.lang == "en_US" else f"/{self.lang}"
        return self.page.goto(f"{self.house.base_url}{prefix}{path}")

    def take_best(self, session, count=2):
        """The best seats of a session, into the cart."""
        page = self.page
        self.go(f"/session/{session}")
        page.locator(".o_ticket_seat_map canvas").first.wait_for()
        counter = page.locator(".o_ticket_best .o_ticket_stepper")
        counter.wait_for()
        while (now := int(counter.locator("output").inner_text())) != count:
            counter.locator("button").nth(0 if now > count else 1).click()
        page.locator(".o_ticket_best_take").click()
        page.locator(".o_ticket_buy").click()
        page.wait_for_url("**/shop/cart*")

    def enter_code(self, code):
        """A voucher, a gift card or another code, into the box of the cart."""
        page = self.page
        box = page.locator("form[name=coupon_code] input[name=promo]:visible").first
        if not box.count():
            page.locator(".show_coupon:visible").first.click()
        box.fill(code)
        with page.expect_navigation():
            box.press("Enter")

    def claim(self, reward):
        """Use what the cart offers a member: the e-wallet, or points."""
        page = self.page
        form = page.locator(
            f"form[name=claim_reward]:visible:has(input[name=reward_id][value='{reward}'])"
        ).first
        with page.expect_navigation():
            form.locator("button[type=submit]").click()

    @property
    def total(self):
        """What the page says is to pay."""
        amount = self.page.locator("tr[name=o_order_total] .oe_currency_value:visible")
        return float(amount.first.inner_text().replace(",", ""))

    def check_out(self):
        """From the cart to the page of payment."""
        page = self.page
        page.locator(MAIN).first.click()
        page.wait_for_url(lambda url: "/shop/cart" not in url)
        self.tell_address()
        page.wait_for_url("**/shop/payment*")

    def tell_address(self):
        """Whatever stands between here and the page of payment."""
        page = self.page
        while "/shop/payment" not in page.url:
            if page.locator("form.address_autoformat:visible").count():
                self.fill_address()
            before = page.url
            page.locator(f"#save_address:visible, {MAIN}").first.click()
            page.wait_for_url(lambda url, before=before: url != before)

    def fill_address(self):
        page = self.page
        for field, value in {"name": self.name, **ADDRESS}.items():
            box = page.locator(f"input[name={field}]:visible")
            if field != "zip" and box.count() and not box.input_value():
                box.fill(value)
        country = page.locator("select[name=country_id]")
        if country.input_value() != self._china:
            with page.expect_response("**/country_info/**"):
                country.select_option(value=self._china)
        states = page.locator("select[name=state_id]:visible")
        if states.count():
            states.select_option(index=1)
        if page.locator("input[name=zip]:visible").count():
            page.fill("input[name=zip]", ADDRESS["zip"])

    @property
    def _china(self):
        [[country]] = self.house.query("SELECT id FROM res_country WHERE code = 'CN'")
        return str(country)

    def have_tickets(self, way):
        """Choose how the tickets come, by the code of the way."""
        page = self.page
        value = "eticket"
        if way != "eticket":
            [[carrier]] = self.house.query(
                "SELECT id FROM delivery_carrier WHERE ticket_way = %s AND active", way
            )
            value = str(carrier)
        page.locator(f".o_ticket_way[value='{value}']").click()
        page.wait_for_load_state()
        self.tell_address()
        page.locator(f".o_ticket_way.o_chosen[value='{value}']").wait_for()

    def pay(self, provider="demo", state=None):
        """Pay as the provider of this code (or custom mode) is paid."""
        page = self.page
        [[provider_id]] = self.house.query(
            """SELECT id FROM payment_provider
                WHERE %s IN (code, custom_mode) AND state != 'disabled' LIMIT 1""",
            provider,
        )
        way = page.locator(f"input[data-provider-id='{provider_id}']").first
        if not way.is_checked():
            way.check(force=True)  # its label lies above it
        if provider == "demo":
            page.fill("#customer_input:visible", "4242")
            if state:
                page.select_option("#simulated_payment_state", state)
        page.locator(PAY).first.click()

    def confirmed(self):
        """The page after payment."""
        self.page.wait_for_url("**/shop/confirmation*", timeout=60_000)
        self.page.locator("#wrap").wait_for()
        return self.page.locator("#wrap").inner_text()

    @property
    def order(self):
        """(id, state) of this customer's newest order."""
        [[order, state]] = self.house.query(
            """SELECT sale.id, sale.state FROM sale_order sale
                 JOIN res_partner buyer ON buyer.id = sale.partner_id
                WHERE sale.website_id IS NOT NULL AND buyer.name = %s
             ORDER BY sale.id DESC LIMIT 1""",
            self.name,
        )
        return order, state

    def tickets(self):
        """States of the tickets of this customer's newest order."""
        return [
            state
            for [state] in self.house.query(
                """SELECT ticket.state FROM ticket_ticket ticket
                     JOIN sale_order_line line ON line.id = ticket.sale_line_id
                    WHERE line.order_id = %s ORDER BY ticket.id""",
                self.order[0],
            )
        ]
