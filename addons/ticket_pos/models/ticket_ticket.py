from odoo import fields, models


class TicketTicket(models.Model):
    _inherit = "ticket.ticket"

    pos_order_line_id = fields.Many2one(
        "pos.order.line",
        string="POS Order Line",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    pos_order_id = fields.Many2one(related="pos_order_line_id.order_id")

    def _face_order(self):
        """The number on the till's receipt."""
        return self.pos_order_id.pos_reference or super()._face_order()
