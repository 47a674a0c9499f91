from odoo import api, models
from odoo.tools import SQL


class TicketSaleReport(models.Model):
    _inherit = "ticket.sale.report"

    @api.model
    def _payment_sources(self):
        """A distributor's booking is paid from the wallet."""
        return [
            SQL(
                "CASE WHEN t.booking_id IS NOT NULL THEN %s END",
                self.env._("Distributor wallet"),
            ),
            *super()._payment_sources(),
        ]
