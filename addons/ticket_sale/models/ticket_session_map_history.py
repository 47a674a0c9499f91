from odoo import models


class TicketSession(models.Model):
    _inherit = "ticket.session"

    def _map_acts(self):
        """What happened to chosen seats can be looked up."""
        return {
            **super()._map_acts(),
            "history": (self.env._("History"), "fa-history", None, True),
        }

    def _may_map_act(self, name, model):
        if name == "history":
            return self.env["ticket.timeline"].has_access("read")
        return super()._may_map_act(name, model)

    def _map_act_history(self, places):
        return places.action_history()
