from odoo import models


class TicketKiosk(models.Model):
    """When a kiosk needs a person."""

    _inherit = "ticket.kiosk"

    def _ask_for_help(self, note):
        """Give a manager the task to look after this kiosk."""
        for kiosk in self:
            kiosk.activity_schedule(
                "mail.mail_activity_data_todo",
                note=note,
                user_id=kiosk._keeper().id,
            )

    def _keeper(self):
        """Who is in charge: whoever paired it, else a manager of ticketing."""
        self.ensure_one()
        managers = self.env.ref("ticket_sale.group_ticket_manager").sudo().all_user_ids
        return (
            self.paired_by_id
            or managers.filtered(
                lambda user: user.active and self.company_id in user.company_ids
            )[:1]
            or self.env.ref("base.user_admin")
        )
