from odoo import api, models


class TicketEmergency(models.Model):
    """What a fire panel may say, and what it is answered."""

    _inherit = "ticket.emergency"

    @api.model
    def _panel(self, device, action, kind, message):
        """Do what the panel says; only people end an alarm."""
        venue = device.gate_id.venue_id
        if action == "raise":
            emergency = self._raise(venue, kind, message, device)
        else:
            emergency = self.search(
                [("venue_id", "=", venue.id), ("state", "=", "active")]
            )
            emergency._log("clear", message.strip()[:200], device)
        return {"emergency": emergency._panel_answer() if emergency else None}

    def _panel_answer(self):
        return {
            "id": self.id,
            "kind": self.kind,
            "state": self.state,
            "venue": self.venue_id.name,
            "since": f"{self.started_at.isoformat(timespec='seconds')}Z",
            "inside": sum(
                zone["inside"] for zone in self._inside_by_zone(self.venue_id)
            ),
        }
