from datetime import timedelta

from odoo.tests import tagged

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestPackage(TicketWebsiteCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.later = cls._create_session_on_sale(
            start=cls.performance.start + timedelta(days=7)
        )
        cls.both = cls.performance | cls.later
        cls.poster = cls.env["product.product"].create(
            {"name": "Poster", "type": "service", "list_price": 60, "taxes_id": False}
        )
        cls.package = cls._create_package(cls.both)

    @classmethod
    def _create_package(cls, sessions, **values):
        lines = [(0, 0, {"session_id": session.id}) for session in sessions]
        return cls.env["ticket.package"].create(
            {
                "name": "Two Nights",
                "kind": "series",
                "price": 600,
                "type_ids": [(0, 0, {"type_id": cls.adult.id})],
                "line_ids": lines + values.pop("goods", []),
                **values,
            }
        )

    def _choices(self, sessions=None, zone=None):
        return [
            {"session": session.id, "zone": (zone or self.zone_a).id}
            for session in sessions or self.both
        ]

    def _ask(self, act, package=None, choices=None, **values):
        return self.make_jsonrpc_request(
            f"/ticket/web/package/{act}",
            {
                "package_id": (package or self.package).id,
                "choices": self._choices() if choices is None else choices,
                **values,
            },
        )

    def _buy(self, package=None, **values):
        self.assertNotIn("error", self._ask("hold", package, **values))
        answer = self.make_jsonrpc_request("/ticket/web/package/cart", {})
        self.assertIn("redirect", answer)
        sales = (package or self.package).sale_ids
        return sales.sorted("id")[-1].order_id

    # --- pages ---

    def test_pages_show_what_the_package_costs(self):
        page = self.url_open("/packages").text
        self.assertIn("Two Nights", page)
        self.assertIn("600.00", page)
        page = self.url_open(self.package.website_url).text
        for text in ("Swan Lake", "Zone A", "Adult", "Take the best seats"):
            self.assertIn(text, page)

    def test_package_not_sold_on_the_web_is_not_found(self):
        self.package.on_website = False
        self.assertEqual(self.url_open(self.package.website_url).status_code, 404)
        self.assertNotIn("Two Nights", self.url_open("/packages").text)

    def test_quote_tells_the_saving_and_keeps_nothing(self):
        quote = self._ask("quote", units=2)
        self.assertIn("1,200", quote["price"])
        self.assertIn("320", quote["saving"])
        self.assertFalse(self.both.place_ids.filtered(lambda p: p.state != "free"))

    # --- cart ---

    def test_package_comes_into_the_cart_with_one_seat_for_all_sessions(self):
        order = self._buy()
        self.assertEqual(order.amount_total, 600)
        self.assertEqual(len(order.order_line), 2)
        self.assertEqual(len(order.order_line.ticket_place_ids.seat_id), 1)
        page = self.url_open("/shop/cart").text
        self.assertIn("Two Nights", page)
        self.assertIn("o_ticket_hold_timer", page)

    def test_nothing_is_kept_when_one_session_is_full(self):
        self.later.place_ids.filtered("seat_id").action_lock()
        answer = self._ask("hold")
        self.assertEqual(answer["error"]["code"], "places_unavailable")
        self.assertFalse(
            self.performance.place_ids.filtered(lambda p: p.state != "free")
        )

    def test_choice_of_a_stranger_is_refused(self):
        other = self._create_session_on_sale(start=self.later.end)
        for choices in (
            [],
            self._choices(self.performance),
            self._choices(self.both | other),
            [*self._choices(self.performance), {"session": self.later.id, "zone": 0}],
            [{"session": "x"}],
            "nonsense",
        ):
            answer = self._ask("hold", choices=choices)
            self.assertEqual(answer["error"]["code"], "package_choice", choices)
        for units in (0, -1, 99, "many"):
            answer = self._ask("hold", units=units)
            self.assertEqual(answer["error"]["code"], "package_choice", units)

    def test_cart_takes_only_what_this_browser_holds(self):
        self._ask("hold")
        self._as_guest()
        answer = self.make_jsonrpc_request("/ticket/web/package/cart", {})
        self.assertEqual(answer["error"]["code"], "package_choice")

    def test_removing_one_line_takes_the_package_out(self):
        order = self._buy()
        places = order.order_line.ticket_place_ids
        line = order.order_line[0]
        self.make_jsonrpc_request(
            "/shop/cart/update", {"line_id": line.id, "quantity": 0}
        )
        self.assertFalse(order.order_line)
        self.assertEqual(set(places.mapped("state")), {"free"})

    def test_goods_of_a_package_cannot_be_changed_alone(self):
        package = self._create_package(
            self.performance,
            kind="joint",
            price=400,
            goods=[(0, 0, {"product_id": self.poster.id})],
        )
        order = self._buy(package, choices=self._choices(self.performance))
        line = order.order_line.filtered(lambda li: li.product_id == self.poster)
        self.make_jsonrpc_request(
            "/shop/cart/update", {"line_id": line.id, "quantity": 5}
        )
        self.assertEqual(line.product_uom_qty, 1)
        order._cart_add(self.poster.id, 1)
        self.assertEqual(order.amount_total, 460)

    def test_expired_package_is_marked_and_bought_again(self):
        order = self._buy()
        self._expire_hold(order.order_line[0].ticket_hold_id)
        self.assertEqual(len(order._ticket_lost_lines()), 2)
        self.assertIn("Choose the package again", self.url_open("/shop/cart").text)
        self._buy()
        self.assertEqual(len(order.order_line), 2)
        self.assertTrue(order._is_cart_ready())

    def test_part_of_a_package_is_not_taken_again_alone(self):
        order = self._buy()
        line = order.order_line[0]
        self._expire_hold(line.ticket_hold_id)
        answer = self._ask_hold(session=line.ticket_session_id, line_id=line.id)
        self.assertEqual(answer["error"]["code"], "ticket_error")

    def test_paid_package_issues_all_its_tickets(self):
        self._as_customer()
        order = self._buy()
        self._paid(order)
        self.assertEqual(order.ticket_ids.mapped("state"), ["valid", "valid"])
        self.assertEqual(order.ticket_package_ids.state, "sold")

    # --- renewal ---

    def _renewal(self):
        self._as_customer()
        self._paid(self._buy())
        news = self.env["ticket.session"]
        for days in (100, 107):
            news |= self._create_session_on_sale(
                start=self.performance.start + timedelta(days=days)
            )
        renewal = self.env["ticket.package.renewal"].create(
            {
                "old_package_id": self.package.id,
                "package_id": self._create_package(news, name="Next").id,
                "deadline": self.performance.start + timedelta(days=50),
            }
        )
        renewal.action_start()
        self._run_cron("ticket_sale.ir_cron_renew_packages")
        return renewal.line_ids

    def _answer(self, offer, answer):
        page = self.url_open(offer.get_portal_url()).text
        token = page.split('name="csrf_token" value="')[1].split('"')[0]
        return self.url_open(
            f"/package/renewal/{offer.id}/answer",
            data={
                "csrf_token": token,
                "access_token": offer.access_token,
                "answer": answer,
            },
        )

    def test_link_of_the_mail_leads_to_the_order_to_pay(self):
        offer = self._renewal()
        self._as_guest()
        page = self._answer(offer, "accept")
        self.assertEqual(offer.state, "accepted")
        self.assertIn(f"/my/orders/{offer.order_id.id}", page.url)
        self.assertFalse(offer.order_id._ticket_lost_lines())
        self._paid(offer.order_id)
        self.assertEqual(offer.state, "bought")
        self.assertEqual(offer.order_id.ticket_ids.seat_id, offer.seat_ids)

    def test_holder_gives_the_seats_up_on_the_page(self):
        offer = self._renewal()
        self._answer(offer, "decline")
        self.assertEqual(offer.state, "declined")

    def test_nobody_sees_the_offer_of_another(self):
        offer = self._renewal()
        for token in ("", "?access_token=x"):
            reply = self.url_open(f"/package/renewal/{offer.id}{token}")
            self.assertEqual(reply.status_code, 404)
