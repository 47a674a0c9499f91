import logging
from datetime import timedelta
from hashlib import sha256
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from odoo.addons.ticket_sale.tests.common_rules import TicketRulesCommon, cn_number

from .common import TicketGateCommon


@tagged("post_install", "-at_install")
class TestIdentity(TicketGateCommon, TicketRulesCommon):
    """The number of an ID card, or a member's card, is the ticket."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.session.real_name = True
        cls.device.may_identify = True
        cls.number = cn_number(700)

    def _sell_named(self, *keys, session=None, first=700):
        session = session or self.session
        held = self.env["ticket.hold"]._hold(
            session, "website", place_ids=self._places(*keys, session=session).ids
        )
        order = self._order(held, confirm=False)
        self._name(held, *(self._person(first + i) for i in range(len(keys))))
        order.action_confirm()
        self.env.flush_all()
        return order.ticket_ids

    def _refused(self, code, **request):
        answer = self._scan(code, **request)
        self.assertEqual(answer["result"], "refuse")
        return answer["reason"]

    def test_an_id_number_opens_with_todays_ticket(self):
        ticket = self._sell_named("1-1")
        answer = self._scan(self.number, media="id")
        self.assertEqual((answer["result"], answer["reason"]), ("admit", "ok"))
        self.assertEqual(answer["ticket"]["number"], ticket.number)
        self.assertEqual(self._refused(self.number), "already_used")

    def test_whatever_the_reader_makes_of_it(self):
        order = next(one for one in range(99) if cn_number(one).endswith("X"))
        self._sell_named("1-1", first=order)
        number = cn_number(order)
        spelt = f" {number[:6]} {number[6:14]} {number[14:].lower()}\r"
        self.assertEqual(self._scan(spelt)["result"], "admit")

    def test_a_wrong_digit_is_told(self):
        wrong = self.number[:-1] + ("1" if self.number[-1] != "1" else "2")
        self.assertEqual(self._refused(wrong), "bad_id_number")

    def test_nobody_with_that_number_has_a_ticket(self):
        self.assertEqual(self._refused(self.number), "no_ticket_for_id")

    def test_a_ticket_given_back_opens_nothing(self):
        self._sell_named("1-1")._void("refunded", "ill")
        self.env.flush_all()
        self.assertEqual(self._refused(self.number), "no_ticket_for_id")

    def test_another_persons_number_opens_nothing(self):
        self._sell_named("1-1")
        self.assertEqual(self._refused(cn_number(701)), "no_ticket_for_id")

    def test_only_devices_with_the_right_find_persons(self):
        self._sell_named("1-1")
        self.device.may_identify = False
        self.assertEqual(self._refused(self.number), "malformed")
        self.assertEqual(self._refused(self.number, media="id"), "malformed")

    def test_the_number_is_in_no_answer_no_row_and_no_package(self):
        self._sell_named("1-1")
        with self.assertLogs("odoo", "DEBUG") as logs:
            logging.getLogger(__name__).debug("from here on")
            answer = self._scan(self.number, media="id")
        scan = self.env["ticket.scan"].search([], limit=1)
        identity = self.env["ticket.gate.device"]._identify(self.token)
        package = self.env["ticket.gate"]._package(identity, "en_US")
        for text in (answer, scan.read(), package, logs.output):
            self.assertNotIn(self.number, str(text))

    def test_the_hash_that_is_kept_cannot_be_made_from_the_number(self):
        self._scan(self.number, media="id")
        scan = self.env["ticket.scan"].search([], limit=1)
        self.assertNotEqual(scan.code_hash, sha256(self.number.encode()).hexdigest())

    def test_of_two_sessions_the_one_whose_doors_are_open(self):
        start = fields.Datetime.now() + timedelta(hours=8)
        evening = self._create_session_on_sale(start=start, real_name=True)
        self.env.flush_all()
        self._sell_named("1-1", session=evening)
        self.assertEqual(self._refused(self.number), "too_early")
        ticket = self._sell_named("1-1")
        self.assertEqual(self._scan(self.number)["ticket"]["number"], ticket.number)

    def test_a_members_card_opens_with_the_members_ticket(self):
        self.session.real_name = False
        ticket = self._create_ticket("1-1")
        member = ticket.partner_id
        partners = type(self.env["res.partner"])
        with patch.object(partners, "_ticket_by_card", lambda *_args: member):
            answer = self._scan("04A2B3C4")
            self.assertEqual(answer["ticket"]["number"], ticket.number)
            self.assertEqual(self._refused("04A2B3C4"), "already_used")
            self._create_ticket("1-2")
            self._create_ticket("1-3")
            refused = self._scan("04A2B3C4")
            self.assertEqual(refused["reason"], "pick_one")
            self.assertIn("2 tickets", refused["message"])
