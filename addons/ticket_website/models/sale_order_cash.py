from odoo import models


class SaleOrder(models.Model):
    """Cash on delivery: the tickets are sold before they are paid, so their codes travel
    on paper only."""

    _inherit = "sale.order"

    def _ticket_live_ids(self):
        """Nothing to show on a phone before the money is here."""
        paid = self.filtered(lambda order: not order.ticket_cash_due)
        return super(SaleOrder, paid)._ticket_live_ids()

    def _get_confirmation_template(self):
        if self.ticket_cash_due:
            return self.env.ref("ticket_website.mail_template_cash")
        return super()._get_confirmation_template()
