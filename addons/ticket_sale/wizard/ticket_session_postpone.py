from odoo import fields, models


class TicketSessionPostpone(models.TransientModel):
    _inherit = "ticket.session.postpone"

    notify = fields.Boolean(
        string="Tell the Customers",
        default=True,
        help="Everybody who has a ticket and a mail address is told.",
    )

    def _done(self, changes):
        if self.notify:
            changes._tell_customers()
        return super()._done(changes)
