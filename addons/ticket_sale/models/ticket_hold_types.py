from odoo import models

from ..exceptions import TypeNotSold


class TicketHold(models.Model):
    """A channel sells the ticket types it may sell, whoever asks."""

    _inherit = "ticket.hold"

    def _check_chosen(self, hold_sudo, places_sudo):
        result = super()._check_chosen(hold_sudo, places_sudo)
        types = places_sudo.type_id
        refused = (types - types._sold_on(hold_sudo.channel))[:1]
        if refused:
            channels = dict(self._fields["channel"]._description_selection(self.env))
            raise TypeNotSold(
                self.env._("%(type)s tickets are not sold here.", type=refused.name),
                staff=self.env._(
                    "%(type)s tickets are not sold through the channel %(channel)s; "
                    "the ticket type says where.",
                    type=refused.name,
                    channel=channels[hold_sudo.channel],
                ),
                type=refused.code,
            )
        return result
