from odoo import fields
from odoo.tests import tagged

from ..exceptions import PlacesUnavailable
from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestDrawnSale(TicketSaleCommon):
    """From the editor to the ticket: a box of four numbered seats beside a standing
    area for three, in one map."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        drawn = cls.env["ticket.seat.map"].create(
            {"name": "Club", "hall_id": cls.hall.id}
        )
        section = {"code": "", "sequence": 10}
        drawn.save_plan(
            drawn.revision,
            {
                "sections": [
                    section
                    | {"id": -1, "name": "Box", "kind": "seated", "capacity": 0},
                    section
                    | {
                        "id": -2,
                        "name": "Floor",
                        "kind": "standing",
                        "capacity": 3,
                        "polygon": [[0, 200], [400, 200], [400, 500], [0, 500]],
                    },
                ],
                "seats": [
                    [-10 + i, -1, "", "", 50 * i, 0, "standard", 0] for i in range(4)
                ],
            },
        )
        cls.env["ticket.seat.numbering"].create(
            {"seat_map_id": drawn.id, "seat_order": "odd_left"}
        ).action_apply()
        cls.box, cls.area = drawn.section_ids.sorted("name")
        cls.plan = cls.env["ticket.price.plan"].create(
            {"name": "Club", "seat_map_id": drawn.id}
        )
        zones = cls.env["ticket.zone"].create(
            [
                {
                    "name": section.name,
                    "code": section.name[0],
                    "plan_id": cls.plan.id,
                    "section_ids": section.ids,
                }
                for section in (cls.box, cls.area)
            ]
        )
        cls.env["ticket.price"].create(
            [
                {"zone_id": zone.id, "type_id": cls.adult.id, "amount": amount}
                for zone, amount in zip(zones, (300, 100), strict=True)
            ]
        )
        cls.drawn = drawn
        cls.session = cls._create_session_on_sale(
            seat_map_id=drawn.id, start=fields.Datetime.now().replace(year=2032)
        )

    def _hold(self, **wanted):
        self.env.flush_all()
        return self.Hold._hold(self.session, "website", **wanted)

    def test_seats_are_numbered_from_the_middle(self):
        self.assertEqual(
            self.drawn.seat_ids.sorted("x").mapped("number"), ["3", "1", "2", "4"]
        )

    def test_seat_and_standing_places_on_one_order(self):
        self.session.orphan_rule = False
        seat = self._hold(seat_ids=self.drawn.seat_ids[:1].ids)
        standing = self._hold(best={"count": 2, "section_id": self.area.id})
        order = self._order(seat, confirm=False)
        order._ticket_add(
            self.Hold._find(standing.token),
            {place.id: self.adult.id for place in standing.places},
        )
        order.action_confirm()
        self.assertEqual(len(order.ticket_ids), 3)
        self.assertEqual(order.amount_untaxed, 500)
        self.assertEqual(self.session._offer_areas()[0]["left"], 1)
        self.assertEqual(self.session._availability(), bytes([0b10000000]))

    def test_standing_area_is_full_at_its_capacity(self):
        self._hold(best={"count": 3, "section_id": self.area.id})
        with self.assertRaises(PlacesUnavailable):
            self._hold(best={"count": 1, "section_id": self.area.id})
        self.assertEqual(self.session.left_count, 4)
