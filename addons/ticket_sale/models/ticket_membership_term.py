from odoo import api, fields, models


class TicketMembershipTerm(models.Model):
    """One period of a membership, and the sale that paid for it."""

    _name = "ticket.membership.term"
    _description = "Membership Period"
    _order = "start, id"

    membership_id = fields.Many2one(
        "ticket.membership", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="membership_id.company_id", store=True)
    start = fields.Date(required=True)
    end = fields.Date(required=True, help="The last day.")
    sale_line_id = fields.Many2one(
        "sale.order.line", ondelete="restrict", index="btree_not_null"
    )
    order_id = fields.Many2one(related="sale_line_id.order_id")
    origin = fields.Char(help="Key of the sale in the channel that made it.")

    _end_after_start = models.Constraint(
        'CHECK("end" >= start)', "A period must end after it starts."
    )
    _origin_uniq = models.UniqueIndex(
        "(origin) WHERE origin IS NOT NULL", "This sale was counted already."
    )

    @api.model
    def _of_origin(self, sale_line, origin):
        """Return the period that this sale has paid for, if it has."""
        if not sale_line and not origin:
            return self.browse()
        field = "sale_line_id" if sale_line else "origin"
        value = sale_line.id if sale_line else origin
        return self.search([(field, "=", value)], limit=1)

    def _paid(self):
        """What was paid for this period, on the tax basis of the fee; what a channel
        sold by its own documents it says itself."""
        self.ensure_one()
        line = self.sudo().sale_line_id
        return line.price_unit * (1 - line.discount / 100) if line else 0.0
