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
