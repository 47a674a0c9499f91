from odoo import models

from ..tools.price_steps import Step


class TicketSession(models.Model):
    """Complimentary and work tickets need no price in the plan: they cost nothing in
    every zone, and no rule or change of prices moves them."""

    _inherit = "ticket.session"

    def _price_of(self, zone, ticket_type, at=None):
        made = super()._price_of(zone, ticket_type, at)
        if not made and ticket_type._is_gift():
            return [Step("plan", zone, 0)]
        return made
