from odoo import models
from odoo.exceptions import UserError


class TicketSession(models.Model):
    """Acts on seats that staff choose on the session's map."""

    _inherit = "ticket.session"

    def _map_acts(self):
        """What may be done with seats chosen on the map, in order.

        :return: {name: (label, icon, wizard, whether seats must be chosen first)}; one
            without a wizard is done at once by the method ``_map_act_<name>(places)``
        """
        return {
            "reserve": (
                self.env._("Reserve"),
                "fa-bookmark-o",
                "ticket.reservation.make",
                False,
            ),
            "allot": (self.env._("Allot"), "fa-users", "ticket.allotment.make", False),
            "lock": (self.env._("Lock"), "fa-lock", "ticket.place.lock", True),
            "open": (self.env._("Put on Sale"), "fa-unlock", None, True),
        }

    def get_map_acts(self):
        """What this user may do with seats chosen on the map."""
        return [
            {"name": name, "label": label, "icon": icon, "needs_seats": needs_seats}
            for name, (label, icon, model, needs_seats) in self._map_acts().items()
            if self._may_map_act(name, model)
        ]

    def _may_map_act(self, name, model):
        """Whether this user may do the act: write places, or open its dialog."""
        return self.env[model or "ticket.place"].has_access(
            "create" if model else "write"
        )

    def get_map_act(self, name, seat_ids):
        """Do one act with chosen seats.

        :param name: a key of ``_map_acts``
        :param seat_ids: ids of seats of the session's map
        :return: the dialog or list to open, or False when it is done
        :raise UserError: the act needs seats and none is chosen
        """
        self.ensure_one()
        self.check_access("read")
        _label, _icon, model, needs_seats = self._map_acts()[name]
        places = self._map_places(seat_ids)
        if needs_seats and not places:
            raise UserError(self.env._("Choose seats on the map first."))
        if model:
            return self._map_wizard(model, places)
        return getattr(self, f"_map_act_{name}")(places) or False

    def _map_act_open(self, places):
        places.action_put_on_sale()

    def _map_places(self, seat_ids):
        """The session's places of these seats."""
        return self.env["ticket.place"].search(
            [("session_id", "=", self.id), ("seat_id", "in", list(seat_ids))]
        )

    def _map_wizard(self, model, places):
        values = {"place_ids": places.ids}
        if "session_id" in self.env[model]._fields:
            values["session_id"] = self.id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("%(count)s places", count=len(places))
            if places
            else self.display_name,
            "res_model": model,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {f"default_{field}": value for field, value in values.items()},
        }
