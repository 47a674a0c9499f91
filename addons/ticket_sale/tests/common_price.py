from datetime import timedelta

from odoo import fields

from .common import TicketSaleCommon


class TicketPriceCommon(TicketSaleCommon):
    """Factories of what moves a price; zone A costs 380 (adult) and 190 (child)."""

    @classmethod
    def _create_change(cls, **values):
        return cls.env["ticket.price.change"].create(
            {
                "plan_id": False if values.get("session_id") else cls.plan.id,
                "starts_at": fields.Datetime.now() - timedelta(minutes=1),
                "effect": "percent",
                "percent": 10,
                **values,
            }
        )

    @classmethod
    def _create_rule(cls, *steps, **values):
        return cls.env["ticket.price.rule"].create(
            {
                "name": "Demand",
                "plan_id": False if values.get("session_id") else cls.plan.id,
                "trigger": "share",
                "step_ids": [(0, 0, {"effect": "percent", **step}) for step in steps],
                **values,
            }
        )

    @classmethod
    def _override(cls, amount, ticket_type=None, **values):
        return cls.env["ticket.session.price"].create(
            {
                "session_id": cls.session.id,
                "zone_id": cls.zone_a.id,
                "type_id": (ticket_type or cls.adult).id,
                "amount": amount,
                **values,
            }
        )

    def _price(self, ticket_type=None, zone=None, at=None):
        key = ((zone or self.zone_a).id, (ticket_type or self.adult).id)
        return self.session._prices(at).get(key)

    @classmethod
    def _in(cls, **delta):
        return fields.Datetime.now() + timedelta(**delta)
