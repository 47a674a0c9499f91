from odoo.tests import new_test_user, tagged

from ..exceptions import ApprovalMissing, PriceChanged, PriceChangeInvalid
from .common_approval import TicketApprovalCommon

UUID = "5a1c0000-0000-4000-8000-0000000000aa"


@tagged("post_install", "-at_install")
class TestUserPrice(TicketApprovalCommon):
    """What persons take off prices at the till: how far, by whom, and on which ticket."""

    def _cart(self, *keys, override=None, of=None, partner=None):
        """Lines of these seats, of which ``of`` (all, else) have a changed price."""
        reply = self._take(*keys)
        seats = {seat["place_id"]: seat for seat in reply["seats"]}
        changed = list(seats)[:of] if of else list(seats)
        for place_id in changed if override else ():
            seats[place_id]["override"] = override
        [line] = self._till().ticket_quote(
            [
                {
                    "type_id": self.adult.id,
                    "place_ids": list(seats),
                    "overrides": {
                        str(place_id): seat["override"]
                        for place_id, seat in seats.items()
                        if seat.get("override")
                    },
                }
            ]
        )
        tickets = self._lines({**reply, "lines": [line]})
        return [*tickets, *(self._off(line, d) for d in line["discounts"])]

    def _off(self, line, discount):
        key = "-".join(str(line[f"{name}_id"]) for name in ("session", "zone", "type"))
        return {
            **self._line_values(
                self.env["product.product"].browse(discount["product_id"]),
                price_unit=discount["price_unit"],
                ticket_reward={"key": key, "strategy_id": discount["strategy_id"]},
            ),
            "tax_ids": [(6, 0, discount["tax_ids"])],
        }

    def _keys(self, lines):
        return [UUID] + [
            f"{seat['place_id']}:{seat['override']['kind']}:{seat['override']['value']}"
            for line in lines
            for seat in (line.get("ticket_selection") or {}).get("seats") or ()
            if seat.get("override")
        ]

    def _percent(self, percent, reason="Pillar"):
        return {"kind": "percent", "value": percent * 100, "reason": reason}

    def _sell(self, lines, user=None, **grants):
        return self._pay(lines, user=user, uuid=UUID, ticket_grants=grants or False)

    def _approved(self, act, lines, **values):
        return {act: self._grant(act, "pos.order", self._keys(lines), **values)}

    # --- money ----------------------------------------------------------------

    def test_percent_is_taken_off_each_chosen_ticket(self):
        lines = self._cart("1-1", "1-2", override=self._percent(25), of=1)
        order = self._sell(lines, **self._approved("price", lines))
        self.assertEqual(order.amount_total, 380 + 285)
        self.assertEqual(sorted(order.ticket_ids.mapped("price")), [285, 380])

    def test_amount_is_taken_off_each_ticket(self):
        off = {"kind": "amount", "value": 3000, "reason": "Late"}
        lines = self._cart("1-1", "1-2", override=off)
        order = self._sell(lines, **self._approved("price", lines))
        self.assertEqual(order.ticket_ids.mapped("price"), [350, 350])

    def test_complimentary_tickets_cost_nothing(self):
        free = {"kind": "free", "value": 0, "reason": "Press"}
        lines = self._cart("1-1", "1-2", override=free, of=1)
        order = self._sell(lines, **self._approved("complimentary", lines))
        self.assertEqual(sorted(order.ticket_ids.mapped("price")), [0, 380])
        self.assertEqual(order.amount_total, 380)

    def test_changed_ticket_gives_back_what_it_cost(self):
        lines = self._cart("1-1", "1-2", override=self._percent(25), of=1)
        order = self._sell(lines, **self._approved("price", lines))
        ticket = order.ticket_ids.filtered(lambda t: t.price == 285)
        source = ticket.pos_order_line_id
        back = order.with_user(self.supervisor).ticket_refund_discounts(
            {str(source.id): ticket.ids}
        )
        self.assertEqual([line["price_unit"] for line in back], [-95])

    def test_changed_price_stays_when_the_cart_is_secured(self):
        reply = self._take("1-1")
        place_ids = [seat["place_id"] for seat in reply["seats"]]
        secured = self._till().ticket_secure(
            [[reply["seats"][0]["token"], place_ids]],
            [
                {
                    "type_id": self.adult.id,
                    "place_ids": place_ids,
                    "overrides": {str(place_ids[0]): self._percent(25)},
                }
            ],
        )
        [discount] = secured["lines"][0]["discounts"]
        self.assertEqual(discount["price_unit"], -95)

    # --- who ------------------------------------------------------------------

    def test_both_names_reason_and_amount_are_noted(self):
        lines = self._cart("1-1", override=self._percent(25))
        self._sell(lines, **self._approved("price", lines))
        entry = self._noted("price")
        self.assertEqual(
            (entry.user_id, entry.supervisor_id, entry.reason, entry.amount),
            (self.cashier, self.supervisor, "Pillar", -95),
        )
        self.assertIn("−25%", entry.reference)

    def test_cashier_alone_may_go_to_the_own_limit_and_it_is_noted(self):
        self.company.ticket_price_cashier = 10
        self._sell(self._cart("1-1", override=self._percent(10)))
        self.assertEqual(self._noted("price").supervisor_id, self.cashier)

    def test_cashier_beyond_the_own_limit_needs_a_supervisor(self):
        self.company.ticket_price_cashier = 10
        with self.assertRaises(ApprovalMissing):
            self._sell(self._cart("1-1", override=self._percent(11)))

    def test_complimentary_needs_a_supervisor_whatever_the_cashier_may(self):
        self.company.ticket_price_cashier = 100
        free = {"kind": "free", "value": 0, "reason": "Press"}
        with self.assertRaises(ApprovalMissing):
            self._sell(self._cart("1-1", override=free))

    def test_supervisor_beyond_the_limit_needs_a_manager(self):
        lines = self._cart("1-1", override=self._percent(31))
        with self.assertRaises(ApprovalMissing):
            self._sell(lines, user=self.supervisor)
        manager = new_test_user(
            self.env, "till_manager", groups="ticket_sale.group_ticket_manager"
        )
        self._set_pin(manager)
        self.assertEqual(
            [row["id"] for row in self._till().ticket_supervisors("manager")],
            [manager.id],
        )
        grants = self._approved("price", lines, supervisor=manager)
        self.assertEqual(self._sell(lines, **grants).amount_total, 262.2)

    def test_supervisors_pin_is_not_good_beyond_the_supervisors_limit(self):
        lines = self._cart("1-1", override=self._percent(31))
        with self.assertRaises(ApprovalMissing):
            self._sell(lines, **self._approved("price", lines))

    # --- a tampered browser ------------------------------------------------------

    def test_grant_for_less_is_refused_for_more(self):
        grants = {
            "price": self._grant("price", "pos.order", [UUID, "1:percent:500"]),
        }
        lines = self._cart("1-1", override=self._percent(25))
        with self.assertRaises(ApprovalMissing):
            self._sell(lines, **grants)

    def test_price_that_nobody_changed_is_refused(self):
        lines = self._cart("1-1")
        with self.assertRaises(PriceChanged):
            self._sell([{**lines[0], "price_unit": 100}])

    def test_line_that_takes_off_more_than_was_approved_is_refused(self):
        lines = self._cart("1-1", override=self._percent(25))
        grants = self._approved("price", lines)
        lines[1]["price_unit"] = -300
        with self.assertRaises(PriceChanged):
            self._sell(lines, **grants)

    def test_line_that_takes_off_without_a_change_is_refused(self):
        lines = self._cart("1-1", override=self._percent(25))
        lines[0]["ticket_selection"]["seats"][0].pop("override")
        with self.assertRaises(PriceChanged):
            self._sell(lines)

    def test_nonsense_is_no_change(self):
        for wrong in (
            {"kind": "percent", "value": 10000},
            {"kind": "percent", "value": -1},
            {"kind": "amount", "value": 38000},
            {"kind": "gift", "value": 0},
            {"kind": "percent", "value": "50"},
            "free",
        ):
            with self.subTest(wrong), self.assertRaises(PriceChangeInvalid):
                self._cart("1-1", override=wrong)
