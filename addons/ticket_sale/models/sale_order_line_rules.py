from odoo import models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _ticket_for_named(self):
        """The places of these lines that are for named persons.

        :return: list of (line, place)
        """
        return [
            (line, place)
            for line in self
            if line.ticket_session_id._is_for_named(line.ticket_type_id)
            for place in line.ticket_place_ids.sorted("id")
        ]
