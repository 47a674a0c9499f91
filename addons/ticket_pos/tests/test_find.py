from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ..models import pos_config_find
from .common import TicketPosCommon


@tagged("post_install", "-at_install")
class TestFind(TicketPosCommon):
    """One box finds what the customer brings, and tells no more of people than needed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.phone = "+86 138 0013 8000"
        cls.order = cls._sell("1-1", "1-2")
        cls.tickets = cls.order.ticket_ids.sorted("id")

    def _find(self, text, kind=None, **values):
        return self._till().ticket_find(text, kind, **values)

    def _keys(self, text, kind=None, **values):
        found = self._find(text, kind, **values)
        return [result["reference"] for result in found["results"]]

    def test_scanned_token_finds_its_order_and_means_its_ticket(self):
        found = self._find(self.tickets[1].token)
        self.assertEqual(found["kind"], "ticket")
        [card] = found["results"]
        self.assertEqual(card["reference"], self.order.name)
        self.assertEqual(card["matched"], self.tickets[1].ids)
        self.assertEqual([ticket["id"] for ticket in card["tickets"]], self.tickets.ids)

    def test_typed_number_with_blanks_finds_its_order(self):
        self.assertEqual(self._keys(self.tickets[0].display_name), [self.order.name])

    def test_link_on_a_phone_finds_its_tickets(self):
        link = self.env["ticket.link"]._share(self.tickets[:1])
        [card] = self._find(link.url)["results"]
        self.assertEqual(card["matched"], self.tickets[:1].ids)

    def test_order_of_the_website_is_found_by_its_number(self):
        self.assertEqual(self._keys(self.order.name.lower()), [self.order.name])

    def test_order_of_a_platform_is_found_by_its_own_number(self):
        self.order.client_order_ref = "PF-2026-77"
        self.assertEqual(self._keys("PF-2026-77"), [self.order.name])

    def test_wildcards_in_a_number_find_nothing(self):
        self.assertEqual(self._keys("S%", "order"), [])
        self.assertEqual(self._keys("S____%", "order"), [])

    def test_order_of_the_till_is_found_by_its_receipt(self):
        sold = self._sell_at_till("2-1")
        self.assertEqual(self._keys(sold.pos_reference), [sold.pos_reference])

    def test_order_that_is_not_paid_says_so(self):
        unpaid = self._sell("2-2", confirm=False)
        [card] = self._find(unpaid.name)["results"]
        self.assertEqual(card["tickets"], [])
        self.assertIn("not paid", card["remark"])

    def test_last_four_of_a_phone_find_the_orders_of_now(self):
        self.assertEqual(self._keys("8000", "phone"), [self.order.name])
        self.assertEqual(self._keys("13800138000"), [self.order.name])
        self.assertEqual(self._keys("8001", "phone"), [])

    def test_phone_of_a_buyer_without_account_is_found(self):
        self.customer.phone = False
        self.tickets.hold_id.sudo().buyer_phone = "13900000042"
        self.assertEqual(self._keys("0042"), [self.order.name])

    def test_old_sessions_are_not_found_by_four_digits_but_by_the_whole_phone(self):
        long_ago = fields.Datetime.now() - timedelta(days=9)
        self.session.write({"start": long_ago, "end": long_ago + timedelta(hours=2)})
        self.assertEqual(self._keys("8000"), [])
        self.assertEqual(self._keys("138 0013 8000"), [self.order.name])

    def test_name_finds_customer_and_shows_stars(self):
        [card] = self._find("li hua")["results"]
        self.assertEqual((card["customer"], card["phone_end"]), ("L* H**", ""))
        self.assertNotIn("Li Hua", str(card))
        self.assertNotIn("8000", card["customer"] + card["phone_end"])
        [card] = self._find("8000")["results"]
        self.assertEqual(card["phone_end"], "8000")

    def _name_holder(self):
        """The first ticket is for a person whose ID number ends in 002X."""
        holders = self.env["ticket.holder"]
        number = "11010519491231002X"
        return holders.create(
            {
                "session_id": self.session.id,
                "company_id": self.session.company_id.id,
                "place_id": self.tickets[0].place_id.id,
                "ticket_id": self.tickets[0].id,
                "state": "sold",
                "document": "cn_id",
                "name": "陈嘉怡",
                "shown_name": "陈**",
                "last_four": number[-4:],
                "number_hash": holders._fingerprint("cn_id", number),
            }
        )

    def test_id_number_or_its_end_finds_the_ticket_of_the_person(self):
        self._name_holder()
        for text in ("11010519491231002x", "002X"):
            found = self._find(text)
            self.assertEqual(found["kind"], "identity", text)
            self.assertEqual(found["results"][0]["matched"], self.tickets[0].ids)
            self.assertIn("002X", found["results"][0]["tickets"][0]["holder"])
        self.assertEqual(self._keys("003X", "identity"), [])

    def test_name_of_a_person_is_shown_with_stars_and_without_a_number(self):
        self._name_holder()
        [card] = self._find("陈嘉怡")["results"]
        holders = [ticket["holder"] for ticket in card["tickets"]]
        self.assertEqual(holders, ["陈**", ""])

    def test_seat_is_found_in_the_session_on_the_screen(self):
        found = self._find("1-2", session_id=self.session.id)
        self.assertEqual(found["kind"], "seat")
        self.assertEqual(found["results"][0]["matched"], self.tickets[1].ids)
        self.assertEqual(self._keys("Stalls Row 1 Seat 9"), [])

    def test_refunded_tickets_are_shown_as_such(self):
        self.tickets[0]._void("refunded", "test")
        [card] = self._find(self.order.name)["results"]
        self.assertEqual(
            [(ticket["id"], ticket["state"]) for ticket in card["tickets"]],
            [(self.tickets[1].id, "valid"), (self.tickets[0].id, "refunded")],
        )

    def test_scanned_ticket_is_verified(self):
        self.assertEqual(self._find(self.tickets[0].token)["verdict"]["result"], "real")
        self.tickets[0].state = "used"
        self.assertEqual(
            self._find(self.tickets[0].number)["verdict"]["result"], "used"
        )
        token = self.tickets[0].token
        forged = token[:-2] + ("AA" if token[-2:] != "AA" else "BB")
        answer = self._find(forged)
        self.assertEqual(answer["verdict"]["result"], "forged")
        self.assertEqual(answer["results"], [])

    # --- guessing ---------------------------------------------------------------

    def test_too_many_looks_for_people_are_refused_and_noted(self):
        with patch.object(pos_config_find, "PERSONAL_MOST", 2):
            for text in ("1234", "li hua"):
                self.assertFalse(self._find(text)["refused"])
            refused = self._find("8000")
            self.assertIn("very often", refused["refused"])
            self.assertEqual(refused["results"], [])
            self.assertEqual(self._keys(self.order.name), [self.order.name])
        lines = self.env["ticket.find.log"].search([], limit=4)
        self.assertEqual(lines.mapped("is_refused"), [False, True, False, False])
        self.assertEqual(lines.mapped("found"), [1, 0, 1, 0])
        self.assertEqual(lines.user_id, self.cashier)

    def test_log_keeps_no_word_of_what_was_typed(self):
        self._find("li hua")
        line = self.env["ticket.find.log"].search([], limit=1)
        self.assertEqual((line.kind, line.is_personal), ("name", True))
        self.assertNotIn("hua", str(line.read()).lower())

    def test_old_lines_of_the_log_are_deleted(self):
        self._find("li hua")
        line = self.env["ticket.find.log"].search([], limit=1)
        line.at = fields.Datetime.now() - timedelta(days=91)
        self.env["ticket.find.log"]._gc_old()
        self.assertFalse(line.exists())

    # --- who --------------------------------------------------------------------

    def test_user_without_the_role_finds_nothing(self):
        stranger = new_test_user(
            self.env, "find_stranger", groups="point_of_sale.group_pos_user"
        )
        with self.assertRaises(AccessError):
            self.config.with_user(stranger).ticket_find(self.order.name)

    def test_orders_of_another_company_are_not_found(self):
        other = self.env["res.company"].create({"name": "Other"})
        till, token = self._till(), self.tickets[0].token
        with patch.object(type(self.config), "company_id", other):
            self.assertEqual(till.ticket_find(self.order.name)["results"], [])
            self.assertEqual(till.ticket_find(token)["results"], [])
            self.assertEqual(till.ticket_find("8000")["results"], [])

    def test_only_managers_read_the_log(self):
        manager = new_test_user(
            self.env, "find_manager", groups="ticket_sale.group_ticket_manager"
        )
        log = self.env["ticket.find.log"]
        self._find("li hua")
        self.assertTrue(log.with_user(manager).search_count([]))
        for user in (self.cashier, self.supervisor):
            with self.assertRaises(AccessError):
                log.with_user(user).search_count([])
