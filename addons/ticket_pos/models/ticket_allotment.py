from odoo import api, fields, models
from odoo.tools import SQL


class TicketAllotment(models.Model):
    _inherit = "ticket.allotment"

    pos_config_ids = fields.Many2many(
        "pos.config",
        "ticket_allotment_pos_config_rel",
        "allotment_id",
        "config_id",
        string="Counters",
        check_company=True,
        domain="[('ticket_selling', '=', True)]",
        help="Empty: every counter sells from it.",
    )

    @api.model
    def _owned_by(self, seller):
        """A counter sells from its own allotments and from those of all counters."""
        counters = (
            seller.ids if isinstance(seller, type(self.env["pos.config"])) else []
        )
        return SQL(
            """(%(others)s AND (NOT EXISTS (
                    SELECT FROM ticket_allotment_pos_config_rel rel
                     WHERE rel.allotment_id = allotment.id)
                OR EXISTS (
                    SELECT FROM ticket_allotment_pos_config_rel rel
                     WHERE rel.allotment_id = allotment.id
                       AND rel.config_id = ANY(%(counters)s))))""",
            others=super()._owned_by(seller),
            counters=counters,
        )
