from lxml import html

from odoo.http import Request
from odoo.tests import JsonRpcException, tagged
from odoo.tools import mute_logger

from odoo.addons.ticket_sale.tests.common_rules import cn_number

from .common import TicketWebsiteCommon

PATH = "/shop/ticket-holders"


@tagged("post_install", "-at_install")
class TestHolders(TicketWebsiteCommon):
    def _post(self, entries):
        """Send the form as the visitor fills it in.

        :param entries: {row-number: {field: text}}
        """
        form = {"csrf_token": Request.csrf_token(self)}
        for key, entry in entries.items():
            for name, text in entry.items():
                form[f"{name}-{self._places(key).id}"] = text
        return self.url_open(PATH, data=form, allow_redirects=False)

    def _person(self, order=700, **values):
        return {
            "name": "Li Hua",
            "document": "cn_id",
            "number": cn_number(order),
            **values,
        }

    def _named_cart(self, *keys):
        self.performance.real_name = True
        self._as_customer()
        return self._fill_cart(*keys)

    def test_cart_asks_for_names_before_the_address(self):
        self._named_cart("1-1", "1-2")
        answer = self.url_open("/shop/checkout", allow_redirects=False)
        self.assertIn(PATH, answer.headers["Location"])
        page = html.fromstring(self.url_open(PATH).content)
        self.assertEqual(len(page.xpath("//fieldset")), 2)

    def test_form_binds_persons_and_goes_on(self):
        order = self._named_cart("1-1", "1-2")
        answer = self._post({"1-1": self._person(700), "1-2": self._person(701)})
        self.assertIn("/shop/checkout", answer.headers["Location"])
        self.assertFalse(order._ticket_unnamed())
        self._pay_route(order)
        self._paid(order)
        self.assertEqual(
            order.ticket_ids.mapped("holder_ids.shown_name"), ["L* H**", "L* H**"]
        )

    def test_form_shows_every_mistake_and_keeps_what_was_typed(self):
        self._named_cart("1-1", "1-2")
        answer = self._post(
            {"1-1": self._person(name=" "), "1-2": self._person(number="1234")},
        )
        page = html.fromstring(answer.content)
        told = [e.text_content().strip() for e in page.find_class("invalid-feedback")]
        self.assertEqual(
            told,
            [
                "Please fill this in.",
                "Such a number is on no document of this kind.",
            ],
        )
        place = self._places("1-2")
        [typed] = page.xpath(f"//input[@name='number-{place.id}']/@value")
        self.assertEqual(typed, "1234")
        self.assertEqual(answer.headers["Cache-Control"], "private, no-store")

    def test_form_left_empty_names_each_place(self):
        self._named_cart("1-1", "1-2")
        answer = self._post({"1-1": self._person()})
        page = html.fromstring(answer.content)
        self.assertEqual(len(page.xpath("//fieldset[contains(@class, 'o_wrong')]")), 1)
        self.assertEqual(len(page.find_class("invalid-feedback")), 2)

    def test_person_with_a_ticket_is_told_so(self):
        order = self._named_cart("1-1")
        self._post({"1-1": self._person()})
        self._paid(order)
        order = self._named_cart("1-2")
        answer = self._post({"1-2": self._person()})
        self.assertIn("This person has a ticket already.", answer.text)

    def test_known_person_is_shown_masked_and_kept(self):
        self._named_cart("1-1")
        self._post({"1-1": self._person()})
        page = self.url_open(PATH).text
        self.assertIn("L* H**", page)
        self.assertNotIn(cn_number(700), page)
        answer = self._post({"1-1": {"name": "", "number": ""}})
        self.assertIn("/shop/checkout", answer.headers["Location"])

    @mute_logger("odoo.http")
    def test_nothing_is_paid_without_names(self):
        order = self._named_cart("1-1")
        with self.assertRaises(JsonRpcException) as refused:
            self._pay_route(order)
        self.assertIn("HolderMissing", str(refused.exception))
        self.assertFalse(order.transaction_ids)

    def test_places_of_another_cart_cannot_be_named(self):
        self._named_cart("1-1")
        other = self._hold_places("1-2")
        self._post({"1-2": self._person()})
        self.assertFalse(
            self.env["ticket.holder"].search([("hold_id", "=", other.hold_id)])
        )

    def test_cart_without_named_tickets_has_no_form(self):
        self._as_customer()
        self._fill_cart("1-1")
        answer = self.url_open(PATH, allow_redirects=False)
        self.assertTrue(answer.headers["Location"].endswith("/shop/cart"))

    @mute_logger("odoo.http")
    def test_purchase_limit_stops_cart_and_payment(self):
        self._as_customer()
        order = self._fill_cart("1-1", "1-2")
        limit = self.env["ticket.limit"].create({"name": "One", "maximum": 1})
        with self.assertRaises(JsonRpcException) as refused:
            self._pay_route(order)
        self.assertIn("LimitReached", str(refused.exception))
        limit.maximum = 2
        answer = self._ask_hold("1-3")
        self.assertEqual(answer["error"]["code"], "limit_reached")

    def test_cap_is_told_to_the_picker(self):
        self.env["ticket.cap"].create({"session_id": self.performance.id, "maximum": 1})
        answer = self._ask_hold("1-1", "1-2")
        self.assertEqual(answer["error"]["code"], "cap_reached")
        self.assertEqual(answer["error"]["details"]["left"], 1)
