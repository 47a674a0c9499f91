from odoo import api, fields, models

#: Where people are who came in on a pass: anywhere.
PASSES = (False, False)


class TicketEmergency(models.Model):
    """The emergency as the gate board shows it."""

    _inherit = "ticket.emergency"

    @api.model
    def _board(self, venue):
        """Return the alarm at ``venue`` with its count and log, or ``False``."""
        emergency_sudo = self.sudo().search(
            [("venue_id", "=", venue.id), ("state", "=", "active")]
        )
        if not emergency_sudo:
            return False
        kinds = dict(
            emergency_sudo.event_ids._fields["kind"]._description_selection(self.env)
        )
        return {
            "id": emergency_sudo.id,
            "kind": emergency_sudo.kind,
            "message": emergency_sudo.message or "",
            "since": fields.Datetime.to_string(emergency_sudo.started_at),
            "by": emergency_sudo.started_by_id.name or emergency_sudo.device_id.name,
            "end_asked_by": emergency_sudo.end_asked_by_id.name or False,
            "mine": self.env.user
            in (emergency_sudo.started_by_id | emergency_sudo.end_asked_by_id),
            "inside_then": emergency_sudo.inside_count,
            "zones": self._evacuation(emergency_sudo),
            "log": [
                {
                    "id": event.id,
                    "at": fields.Datetime.to_string(event.at),
                    "kind": kinds[event.kind],
                    "text": event.text or "",
                    "who": event.user_id.name or event.device_id.name or "",
                }
                for event in emergency_sudo.event_ids
            ],
        }

    @api.model
    def _evacuation(self, emergency):
        """Who was inside at the alarm and who still is, by hall and zone, named in the
        language of the reader: whoever raised the alarm may speak another one."""
        now = {_where(zone): zone for zone in self._inside_by_zone(emergency.venue_id)}
        then = {_where(zone): zone for zone in emergency.inside_by_zone or []}
        everywhere = self._named_here({**then, **now})
        return [
            {
                **names,
                "then": then.get(where, {}).get("inside", 0),
                "inside": now.get(where, {}).get("inside", 0),
            }
            for where, names in everywhere.items()
        ]

    @api.model
    def _named_here(self, places):
        """:return: {where: {"hall", "zone"}}"""
        halls = self._names_of("ticket.hall", places, "hall_id")
        zones = self._names_of("ticket.zone", places, "zone_id")
        zones |= {False: self.env._("Passes")} if PASSES in places else {}
        return {
            where: {
                "hall": halls.get(place.get("hall_id"), place["hall"]),
                "zone": zones.get(place.get("zone_id"), place["zone"]),
            }
            for where, place in places.items()
        }

    @api.model
    def _names_of(self, model, places, key):
        ids = {place[key] for place in places.values() if place.get(key)}
        # they may be gone since the alarm
        return {one.id: one.name for one in self.env[model].sudo().browse(ids).exists()}


def _where(place):
    """Where people are, whatever it is called."""
    if "hall_id" not in place:  # counted by an older version
        return place["hall"], place["zone"]
    return place["hall_id"], place["zone_id"]
