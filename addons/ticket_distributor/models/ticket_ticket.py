from odoo import fields, models


class TicketTicket(models.Model):
    _inherit = "ticket.ticket"

    booking_id = fields.Many2one(
        "ticket.booking",
        string="Distributor Booking",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
