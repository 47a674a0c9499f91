from odoo import models
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

DRILL = _lt("This is a drill. Tickets are checked as usual.")


class TicketGate(models.Model):
    """What an emergency makes of lanes."""

    _inherit = "ticket.gate"

    def _tell_drill(self, message):
        """Show on machines, in their language, that there is a drill. Handhelds and
        phones are told with each heartbeat, for as long as it lasts."""
        active = self.device_ids.filtered(
            lambda device: (
                device.state == "active"
                and (device.hub_id or device.kind in ("turnstile", "hub"))
            )
        )
        for lang, devices in active.grouped("lang").items():
            text = DRILL._translate(lang)
            devices._command("message", f"{text} {message}".strip())
