from odoo import api, fields, models
from odoo.tools import SQL


class TicketAllotment(models.Model):
    _inherit = "ticket.allotment"

    distributor_id = fields.Many2one(
        "ticket.distributor",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        help="Empty: every distributor sells from it.",
    )

    @api.model
    def _owned_by(self, seller):
        """A distributor sells from its own allotments and from those of all."""
        is_one = isinstance(seller, type(self.env["ticket.distributor"]))
        return SQL(
            """(%(others)s AND (allotment.distributor_id IS NULL
                OR allotment.distributor_id = ANY(%(distributors)s)))""",
            others=super()._owned_by(seller),
            distributors=seller.ids if is_one else [],
        )
