from odoo import api, fields, models
from odoo.exceptions import ValidationError


class TicketGate(models.Model):
    _inherit = "ticket.gate"

    fare_id = fields.Many2one(
        "ticket.fare",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        help="Stored-value cards pass here and pay by the trip. Tickets pass as well, "
        "by the rules of the gate group.",
    )
    fare_zone_id = fields.Many2one(
        "ticket.fare.zone",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
    )

    @api.constrains("fare_id", "fare_zone_id")
    def _check_fare_zone(self):
        """:raise ValidationError: a fare by zones at a lane that stands nowhere"""
        for gate in self:
            if gate.fare_id.by == "zone" and not gate.fare_zone_id:
                raise ValidationError(
                    self.env._(
                        "Say in which fare zone %(gate)s stands: its fare is charged "
                        "by the way between zones.",
                        gate=gate.name,
                    )
                )
