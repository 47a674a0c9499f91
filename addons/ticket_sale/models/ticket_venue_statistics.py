from odoo import fields, models
from odoo.fields import Domain

#: Sessions in these states are not played, or not yet for sure.
NOT_COUNTED = ("draft", "postponed", "cancelled")


class TicketVenue(models.Model):
    _inherit = "ticket.venue"

    fill = fields.Float(
        string="Sold (%)",
        compute="_compute_fill",
        help="Tickets sold of all places of the sessions to come.",
    )

    def _compute_fill(self):
        domain = Domain("venue_id", "in", self.ids)
        domain &= Domain("start", ">=", fields.Datetime.now())
        domain &= Domain("state", "not in", NOT_COUNTED)
        rows = self.env["ticket.venue.report"]._read_group(
            domain, ["venue_id"], ["sold:sum", "capacity:sum"]
        )
        figures = {venue: 100 * sold / (places or 1) for venue, sold, places in rows}
        for venue in self:
            venue.fill = figures.get(venue, 0)
