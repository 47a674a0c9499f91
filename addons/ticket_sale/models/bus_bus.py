from odoo import models
from odoo.tools import OrderedSet

from odoo.addons.bus.models.bus import ODOO_NOTIFY_FUNCTION, get_notify_payloads

from ..wake import wake

CHANNELS = "bus.bus.channels"


class BusBus(models.Model):
    _inherit = "bus.bus"

    def _ensure_hooks(self):
        """Tills hear of each sale: their wake-up call goes over a kept connection."""
        postcommit = self.env.cr.postcommit
        if CHANNELS not in postcommit.data:
            postcommit.data[CHANNELS] = OrderedSet()

            @postcommit.add
            def notify():
                channels = list(postcommit.data.pop(CHANNELS))
                wake(ODOO_NOTIFY_FUNCTION, "imbus", get_notify_payloads(channels))

        return super()._ensure_hooks()
