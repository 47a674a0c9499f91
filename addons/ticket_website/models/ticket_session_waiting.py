from odoo import models


class TicketSession(models.Model):
    _inherit = "ticket.session"

    def _website_waiting_zones(self):
        """The zones a visitor may wait for: those that have a price on the website."""
        self.ensure_one()
        types = self.env["ticket.type"].browse(
            {type_id for _zone_id, type_id in self._prices()}
        )
        sold = types._sold_on("website")
        priced = {zone_id for zone_id, type_id in self._prices() if type_id in sold.ids}
        return self.plan_id.zone_ids.filtered(lambda zone: zone.id in priced)

    def _website_may_wait(self):
        """Whether the page offers the waiting list: on sale, and nothing is free."""
        self.ensure_one()
        return self._sale_phase() != "closed" and not self._waiting_free()
