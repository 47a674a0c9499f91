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

    def _face_order(self):
        """The distributor's own reference."""
        return self.booking_id.reference or super()._face_order()

    def _refund(self, reason, online=False, **options):
        """Tickets of a distributor go back to the wallet that paid for them."""
        distributed = self.filtered("booking_id")
        for booking, tickets in distributed.grouped("booking_id").items():
            booking._check_supervisor()
            # checked: a supervisor of this company
            booking.sudo()._refund(tuple(tickets.mapped("number")))
        others = self - distributed
        if not others:
            return self.env["account.move"]
        return super(TicketTicket, others)._refund(reason, online=online, **options)
