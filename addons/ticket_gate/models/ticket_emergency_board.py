from odoo import api, fields, models


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
        """Who was inside at the alarm and who still is, by hall and zone."""
        now = {
            (zone["hall"], zone["zone"]): zone["inside"]
            for zone in self._inside_by_zone(emergency.venue_id)
        }
        then = {
            (zone["hall"], zone["zone"]): zone["inside"]
            for zone in emergency.inside_by_zone or []
        }
        return [
            {
                "hall": hall,
                "zone": zone,
                "then": then.get((hall, zone), 0),
                "inside": now.get((hall, zone), 0),
            }
            for hall, zone in dict.fromkeys([*then, *now])
        ]
