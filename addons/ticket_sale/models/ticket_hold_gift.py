from odoo import models

from ..exceptions import PriceMissing


class TicketHold(models.Model):
    _inherit = "ticket.hold"

    def _check_chosen(self, hold_sudo, places_sudo):
        """Whatever a client sends: only staff in the back office give tickets away."""
        super()._check_chosen(hold_sudo, places_sudo)
        if hold_sudo.channel == "backoffice":
            return
        gift = places_sudo.type_id.filtered(lambda kind: kind._is_gift())[:1]
        if gift:
            raise PriceMissing(
                self.env._("%(type)s tickets are not sold here.", type=gift.name),
                type=gift.code,
            )
