from odoo import models
from odoo.fields import Command

from odoo.addons.ticket_sale.exceptions import TicketError


class PosConfig(models.Model):
    """Each till keeps on top the shows that its cashiers have starred."""

    _inherit = "pos.config"

    def ticket_sessions(self):
        rows = super().ticket_sessions()
        sessions = self.env["ticket.session"].browse(row["id"] for row in rows)
        shows_sudo = {session.id: session.sudo().show_id for session in sessions}
        return [
            row
            | {
                "show_id": shows_sudo[row["id"]].id,
                "favourite": self in shows_sudo[row["id"]].favourite_till_ids,
            }
            for row in rows
        ]

    def ticket_favourite(self, show_id, is_favourite):
        """Put a show on top of this till's list, or take it from there.

        :raise AccessError: the user may not sell tickets here
        :raise TicketError: this till cannot sell the show
        """
        self._ticket_check_cashier()
        show = self.env["ticket.show"].browse(show_id).exists()
        if not show or show.company_id - self.company_id:
            raise TicketError(self.env._("This show does not exist any more."))
        show.check_access("read")
        command = Command.link if is_favourite else Command.unlink
        # cashiers change nothing of a show but the star of their own till
        show.sudo().favourite_till_ids = [command(self.id)]
        return bool(is_favourite)
