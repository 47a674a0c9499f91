from odoo import api, models
from odoo.exceptions import ValidationError


class TicketShow(models.Model):
    _inherit = "ticket.show"

    @api.constrains("ticketing")
    def _check_not_sold_here(self):
        """A show whose places are for sale here is not sold elsewhere."""
        external = self.filtered(lambda show: show.ticketing == "external")
        opened = self.env["ticket.session"].search(
            [
                ("show_id", "in", external.ids),
                ("inventory_open", "=", True),
                ("state", "not in", ("played", "cancelled")),
            ],
            limit=1,
        )
        if opened:
            raise ValidationError(
                self.env._(
                    "%(session)s is sold here: end it first, then let the show be "
                    "sold elsewhere.",
                    session=opened.display_name,
                )
            )
