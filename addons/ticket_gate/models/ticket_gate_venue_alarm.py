from odoo import api, models


class TicketGate(models.Model):
    """Devices at a venue in alarm are told so, with the words for the staff."""

    _inherit = "ticket.gate"

    @api.model
    def _status(self, device, lang):
        status = super()._status(device, lang)
        settings = self._settings(device.gate)
        alarm = self.env["ticket.venue"]._alarms().get(settings.venue)
        status["alarm"] = alarm and {"kind": alarm.kind, "message": alarm.message}
        return status
