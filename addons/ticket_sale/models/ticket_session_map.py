from odoo import models
from odoo.exceptions import UserError

#: What may be done with seats chosen on the session's map: {name: wizard}
MAP_WIZARDS = {
    "lock": "ticket.place.lock",
    "reserve": "ticket.reservation.make",
    "allot": "ticket.allotment.make",
}


class TicketSession(models.Model):
    """Acts on seats that staff choose on the session's map."""

    _inherit = "ticket.session"

    def get_map_act(self, name, seat_ids):
        """The dialog for one act on chosen seats, or what to do at once.

        :param name: a key of ``MAP_WIZARDS``, or ``open`` to put them on sale
        :param seat_ids: ids of seats of the session's map
        """
        self.ensure_one()
        self.check_access("read")
        places = self._map_places(seat_ids)
        if name == "open":
            places.action_put_on_sale()
            return False
        if name not in MAP_WIZARDS:
            raise ValueError(f"unknown act: {name}")
        return self._map_wizard(MAP_WIZARDS[name], places)

    def _map_places(self, seat_ids):
        """The session's places of these seats.

        :raise UserError: none is chosen
        """
        places = self.env["ticket.place"].search(
            [("session_id", "=", self.id), ("seat_id", "in", list(seat_ids))]
        )
        if not places:
            raise UserError(self.env._("Choose seats on the map first."))
        return places

    def _map_wizard(self, model, places):
        values = {"place_ids": places.ids}
        if "session_id" in self.env[model]._fields:
            values["session_id"] = self.id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("%(count)s places", count=len(places)),
            "res_model": model,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {f"default_{field}": value for field, value in values.items()},
        }
