from odoo import api, models


class TicketGate(models.Model):
    """Devices at a venue in alarm are told so, with the words for the staff."""

    _inherit = "ticket.gate"

    @api.model
    def _status(self, device, lang):
        status = super()._status(device, lang)
        status["alarm"] = self._pulse(device)["alarm"]
        return status

    @api.model
    def _pulse(self, device):
        """Return the state of the device's lane and the alarm of its venue, both from
        memory: devices ask for it all the time."""
        settings = self._settings(device.gate)
        alarm = self.env["ticket.venue"]._alarms().get(settings.venue)
        return {
            "state": settings.state,
            "alarm": alarm and {"kind": alarm.kind, "message": alarm.message},
        }
