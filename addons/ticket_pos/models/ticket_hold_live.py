from odoo import api, models


class TicketHold(models.Model):
    """Every verb that changes places tells the tills that look at them."""

    _inherit = "ticket.hold"

    def _update_kept(self, keep, places, count):
        rows = super()._update_kept(keep, places, count)
        if len(rows) == count:
            self.env["ticket.place"]._tell_tills(row[0] for row in rows)
        return rows

    @api.model
    def _places_came_back(self, place_ids):
        result = super()._places_came_back(place_ids)
        self.env["ticket.place"]._tell_tills(place_ids)
        return result

    @api.model
    def _issue(self, hold, items):
        tickets = super()._issue(hold, items)
        self.env["ticket.place"]._tell_tills(item["place_id"] for item in items)
        return tickets
