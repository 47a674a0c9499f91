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
            tickets._check_may_waive(options.get("waive"))
            booking.sudo()._refund(
                tuple(tickets.mapped("number")), waive=bool(options.get("waive"))
            )
        others = self - distributed
        if not others:
            return self.env["account.move"]
        return super(TicketTicket, others)._refund(reason, online=online, **options)

    def _bought_together(self):
        """Also the tickets of the same booking."""
        return super()._bought_together() | self.sudo().booking_id.ticket_ids.filtered(
            lambda ticket: ticket.state == "valid"
        )

    def _sale_links(self):
        return {**super()._sale_links(), "booking_id": self.booking_id.id}

    def _hand_over(self, successors):
        """The booking's lines are about the new tickets; the API tells of those."""
        result = super()._hand_over(successors)
        successor_of = dict(zip(self, successors, strict=True))
        lines_sudo = self.env["ticket.booking.line"].sudo()
        for line in lines_sudo.search([("ticket_id", "in", self.ids)]):
            successor = successor_of[line.ticket_id]
            line.write({"ticket_id": successor.id, "place_id": successor.place_id.id})
        return result
