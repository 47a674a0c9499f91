from odoo import fields, models


class TicketTicket(models.Model):
    """Whether a ticket is in its holder's hand already."""

    _inherit = "ticket.ticket"

    pickup_id = fields.Many2one(
        "ticket.pickup",
        string="Pick-up",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        help="When and to whom the printed ticket was handed out.",
    )

    def _handed_out(self):
        """Those of these tickets that somebody has on paper, or soon: one dict each with
        ``label`` and who had it when."""
        newest = self.env["ticket.print.job"]._latest(self)
        handed = []
        for ticket in self.sudo():
            job = newest.get(ticket.id)
            if ticket.pickup_id:
                values = ticket.pickup_id._find_values()
            elif job and job.state != "spoiled":
                values = job._handed_out_values()
            else:
                continue
            handed.append({"id": ticket.id, "label": ticket.seat_label, **values})
        return handed
