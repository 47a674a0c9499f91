from datetime import timedelta

from odoo import fields
from odoo.fields import Command


class TicketSlotMixin:
    """A garden with time slots, for test classes that have the sale's factories."""

    @classmethod
    def _create_slot_plan(cls, days=1, **values):
        """Slots of 40 at 9:00, 10:00 and 11:00 from the day after tomorrow, on sale; its
        prices are drawn on a lawn of 500."""
        garden = cls.env["ticket.hall"].create(
            {"name": "Garden", "venue_id": cls.venue.id}
        )
        lawn = cls.env["ticket.seat.map"].create({"name": "Lawn", "hall_id": garden.id})
        area = cls.env["ticket.seat.section"].create(
            {
                "name": "Lawn",
                "code": "L",
                "seat_map_id": lawn.id,
                "kind": "standing",
                "capacity": 500,
            }
        )
        prices = cls.env["ticket.price.plan"].create(
            {"name": "Garden", "seat_map_id": lawn.id}
        )
        zone = cls.env["ticket.zone"].create(
            {"name": "Lawn", "code": "L", "plan_id": prices.id, "section_ids": area.ids}
        )
        cls.env["ticket.price"].create(
            {"zone_id": zone.id, "type_id": cls.adult.id, "amount": 60}
        )
        first = fields.Date.today() + timedelta(days=2)
        plan = cls.env["ticket.slot.plan"].create(
            {
                "show_id": cls.show.id,
                "hall_id": garden.id,
                "first": first,
                "last": first + timedelta(days=days - 1),
                "visit_minutes": 60,
                "interval": 60,
                "capacity": 40,
                "open_sale": True,
                "opening_ids": [
                    Command.create({"weekday": str(day), "opens": 9, "closes": 12})
                    for day in range(7)
                ],
                **values,
            }
        )
        plan.action_make_slots()
        return plan
