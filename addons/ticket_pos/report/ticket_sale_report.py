from odoo import api, models
from odoo.tools import SQL


class TicketSaleReport(models.Model):
    _inherit = "ticket.sale.report"

    @api.model
    def _payment_sources(self):
        """At the box office the payment methods of the order tell how it was paid."""
        return [
            SQL(
                """(SELECT string_agg(DISTINCT COALESCE(m.name->>%(lang)s,
                                                        m.name->>'en_US'), ' + ')
                      FROM pos_order_line l
                      JOIN pos_payment p ON p.pos_order_id = l.order_id
                      JOIN pos_payment_method m ON m.id = p.payment_method_id
                     WHERE l.id = t.pos_order_line_id)""",
                lang=self.env.lang or "en_US",
            ),
            *super()._payment_sources(),
        ]
