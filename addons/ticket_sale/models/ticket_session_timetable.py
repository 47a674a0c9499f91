from odoo import models


class TicketSession(models.Model):
    """The hall plan tells what is left, and a draft takes prices of its new hall."""

    _inherit = "ticket.session"

    def _plan_note(self, detailed):
        note = super()._plan_note(detailed)
        opened = self.filtered("inventory_open")
        if not (detailed and opened and self.env["ticket.place"].has_access("read")):
            return note
        left = self.env._("%(count)s left", count=sum(opened.mapped("left_count")))
        return f"{note} · {left}" if note else left

    def _hall_values(self, hall):
        values = super()._hall_values(hall)
        plan = self.env["ticket.price.plan"].search(
            [("seat_map_id", "=", values["seat_map_id"])], limit=1
        )
        return values | {"plan_id": plan.id}
