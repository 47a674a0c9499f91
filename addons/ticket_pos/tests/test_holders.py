from odoo.tests import tagged

from odoo.addons.ticket_sale.exceptions import (
    CapReached,
    HolderMissing,
    LimitReached,
)
from odoo.addons.ticket_sale.tests.common_rules import cn_number

from .common import TicketPosCommon


@tagged("post_install", "-at_install")
class TestHolders(TicketPosCommon):
    def _secure(self, reply, partner=None):
        holds = {}
        for seat in reply["seats"]:
            holds.setdefault(seat["token"], []).append(seat["place_id"])
        items = [
            {"type_id": line["type_id"], "place_ids": line["place_ids"]}
            for line in reply["lines"]
        ]
        self.env.flush_all()
        answer = self._till().ticket_secure(
            list(holds.items()), items, partner.id if partner else False
        )
        return list(holds.items()), answer

    def _person(self, order=700, **values):
        return {
            "name": "Li Hua",
            "document": "cn_id",
            "number": cn_number(order),
            **values,
        }

    def test_till_is_told_which_places_need_a_person(self):
        self.session.real_name = True
        _holds, answer = self._secure(self._take("1-1", "1-2"))
        self.assertEqual(
            [place["place_id"] for place in answer["unnamed"]],
            self._places("1-1", "1-2").ids,
        )
        self.assertIn("cn_id", [code for code, _label in answer["documents"]])

    def test_ticket_sold_at_the_till_has_its_person(self):
        self.session.real_name = True
        reply = self._take("1-1")
        holds, _answer = self._secure(reply)
        place = self._places("1-1")
        answer = self._till().ticket_name(holds, {str(place.id): self._person()})
        self.assertEqual(answer, {"errors": {}, "message": ""})
        self.assertEqual(self._secure(reply)[1]["unnamed"], [])
        self._pay(self._lines(reply))
        self.assertEqual(place.ticket_ids.holder_ids._number(), cn_number(700))

    def test_wrong_number_is_told_in_words(self):
        self.session.real_name = True
        reply = self._take("1-1")
        holds, _answer = self._secure(reply)
        place = self._places("1-1")
        answer = self._till().ticket_name(
            holds, {str(place.id): self._person(number="110101199003077710")}
        )
        self.assertEqual(
            answer["errors"],
            {place.id: {"number": "A digit is wrong: the number does not add up."}},
        )

    def test_till_cannot_sell_a_named_ticket_without_its_person(self):
        self.session.real_name = True
        reply = self._take("1-1")
        with self.assertRaises(HolderMissing):
            self._pay(self._lines(reply))

    def test_customer_limit_is_asked_before_payment(self):
        self.env["ticket.limit"].create({"name": "One", "maximum": 1})
        reply = self._take("1-1", "1-2")
        self._secure(reply)  # nobody is known yet
        with self.assertRaises(LimitReached):
            self._secure(reply, partner=self.customer)

    def test_cap_stops_the_till(self):
        self.env["ticket.cap"].create(
            {"session_id": self.session.id, "channel": "pos", "maximum": 1}
        )
        self._take("1-1")
        with self.assertRaises(CapReached):
            self._take("1-2")
