from odoo.tests import tagged

from odoo.addons.ticket_sale.tests.common_rules import cn_number

from .common import ApiCase


@tagged("post_install", "-at_install")
class TestHolders(ApiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.session.real_name = True
        cls.env.flush_all()

    def _person(self, order=700, **values):
        return {
            "name": "Li Hua",
            "document": "cn_id",
            "number": cn_number(order),
            **values,
        }

    def _order(self, status, lines=None, **values):
        body = {"reference": f"H{next(self.references)}", "session": self.session.id}
        body |= {"lines": lines} if lines else {}
        return self.assertAnswer(self.call("POST", "/orders", body | values), status)

    def _line(self, key, **values):
        return {"type": "adult", "place": self._places(key).id, **values}

    def _refused(self, status, code, *args, **values):
        error = self._order(status, *args, **values)["error"]
        self.assertEqual(error["code"], code)
        return error["details"]

    def test_order_without_names_is_refused_and_holds_nothing(self):
        details = self._refused(422, "holder_missing", [self._line("1-1")])
        self.assertEqual(details["places"], self._places("1-1").ids)
        self.env.invalidate_all()
        self.assertEqual(self._places("1-1").state, "free")

    def test_named_order_is_confirmed_and_its_tickets_are_bound(self):
        lines = [
            self._line("1-1", holder=self._person(700)),
            self._line("1-2", holder=self._person(701, name="王伟")),
        ]
        answer = self._order(201, lines)
        self.call("POST", f"/orders/{answer['order']['id']}/confirm")
        self.env.invalidate_all()
        tickets = self._places("1-1", "1-2").ticket_ids
        self.assertEqual(tickets.mapped("holder_name"), ["L* H**", "王*"])
        self.assertEqual(tickets[0].holder_ids._number(), cn_number(700))

    def test_numbers_are_neither_answered_nor_kept_with_the_request(self):
        number = cn_number(700)
        answer = self._order(201, [self._line("1-1", holder=self._person(700))])
        self.assertNotIn(number, str(answer))
        for request in self.env["ticket.distributor.request"].search([]):
            self.assertNotIn(number, str(request.read()))

    def test_wrong_number_is_told_by_place_and_field(self):
        details = self._refused(
            422,
            "holder_invalid",
            [self._line("1-1", holder=self._person(number="110101199003077710"))],
        )
        place = str(self._places("1-1").id)
        self.assertEqual(details["errors"], {place: {"number": "check"}})

    def test_person_with_a_ticket_elsewhere_is_refused(self):
        held = self._hold_places("1-1")
        self.Hold._set_holders(
            self.Hold.browse(held.hold_id), {held.places[0].id: self._person()}
        )
        self._refused(409, "holder_taken", [self._line("1-2", holder=self._person())])

    def test_persons_of_areas_and_of_the_best_places(self):
        persons = [self._person(710), self._person(711)]
        area = {"type": "adult", "area": self.floor.id, "count": 2, "holders": persons}
        self._order(201, [area])
        best = {"type": "adult", "count": 1, "holders": [self._person(712)]}
        self._order(201, best=best)
        details = self._refused(
            400, "bad_request", best=best | {"holders": [*persons, self._person(713)]}
        )
        self.assertEqual(details["field"], "best.holders")

    def test_limits_count_the_phone_and_the_number_over_all_channels(self):
        limits = self.env["ticket.limit"]
        limits.create({"name": "Phone", "subject": "phone", "maximum": 1})
        self.customer.phone = "13800138000"
        self._hold_places("1-1", partner=self.customer)
        named = [self._line("1-2", holder=self._person())]
        self._refused(409, "limit_reached", named, phone="+86 138 0013 8000")
        self._order(201, named, phone="13900139000")

    def test_order_limit_counts_all_lines(self):
        self.session.real_name = False
        self.env["ticket.limit"].create(
            {"name": "Two", "subject": "order", "maximum": 2}
        )
        area = {"type": "adult", "area": self.floor.id, "count": 2}
        self._order(201, [area])
        self._refused(409, "limit_reached", [area, self._line("1-1")])

    def test_cap_stops_the_distributor(self):
        self.session.real_name = False
        self.env["ticket.cap"].create(
            {"session_id": self.session.id, "channel": "distributor", "maximum": 1}
        )
        self._order(201, [self._line("1-1")])
        self.assertEqual(
            self._refused(409, "cap_reached", [self._line("1-2")])["left"], 0
        )
