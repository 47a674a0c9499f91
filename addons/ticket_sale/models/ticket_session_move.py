from odoo import models

from ..exceptions import ExchangeRefused


class TicketSession(models.Model):
    _inherit = "ticket.session"

    def _check_move_target(self, companies):
        """:raise ExchangeRefused: tickets of these companies cannot move here"""
        self.ensure_one()
        if self.company_id != companies:
            raise ExchangeRefused(
                self.env._("Tickets cannot move to a session of another company.")
            )
        if not self.inventory_open or self.state in ("played", "cancelled"):
            raise ExchangeRefused(
                self.env._(
                    "%(session)s has no places for tickets to move to.",
                    session=self.display_name,
                ),
                staff=self.env._(
                    "Open the sale of %(session)s first; it must not be played or "
                    "cancelled.",
                    session=self.display_name,
                ),
            )
