from odoo import models


class TicketType(models.Model):
    _inherit = "ticket.type"

    def _is_gift(self):
        """Complimentary and work tickets: free, and sold by no channel; staff give them
        away with a reason."""
        return bool(self) and all(
            kind.active
            and kind.may_be_free
            and not (kind.on_website or kind.on_pos or kind.on_distributor)
            for kind in self
        )
