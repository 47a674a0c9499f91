from odoo import models
from odoo.exceptions import AccessError


class TicketSession(models.Model):
    """A session with places for sale is put off or called off by those who sell it."""

    _inherit = "ticket.session"

    def _check_may_change(self):
        result = super()._check_may_change()
        if self.filtered("inventory_open") and not (
            self.env.su or self.env.user.has_group("ticket_sale.group_ticket_manager")
        ):
            raise AccessError(
                self.env._(
                    "Only a sales manager may postpone or cancel a session with places "
                    "for sale."
                )
            )
        return result

    def _postpone(self, reason, notice=None, start=None):
        changes = super()._postpone(reason, notice, start)
        self._follow_calendar()
        return changes

    def _cancel(self, reason, notice=None):
        changes = super()._cancel(reason, notice)
        self._empty_carts(reason)
        return changes

    def _empty_carts(self, reason):
        """Nobody pays any more for a session that does not take place. Reservations
        stay for staff to settle."""
        with self.env["ticket.hold"]._transaction() as Hold:
            Hold.sudo().search(
                [
                    ("session_id", "in", self.ids),
                    ("state", "=", "active"),
                    ("place_ids.state", "=", "held"),
                ]
            )._free("released", reason)
