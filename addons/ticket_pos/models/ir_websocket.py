import re

from odoo import models
from odoo.exceptions import AccessError

from odoo.addons.ticket_sale.exceptions import TicketError

from .ticket_place_live import CHANNEL

#: What a till asks to follow: itself and a session.
WANTED = re.compile(re.escape(CHANNEL) + r"/(\d{1,9})/(\d{1,9})")


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        """A till follows the seats of the sessions that it may sell, and no others."""
        wanted = {c for c in channels if isinstance(c, str) and WANTED.fullmatch(c)}
        result = super()._build_bus_channel_list(
            [channel for channel in channels if channel not in wanted]
        )
        return [*result, *self._ticket_followed(sorted(wanted))]

    def _ticket_followed(self, wanted):
        """The channels of the sessions in ``wanted`` that this user's till may sell."""
        followed = []
        for channel in wanted:
            till_id, session_id = map(int, WANTED.fullmatch(channel).groups())
            till = self.env["pos.config"].browse(till_id).exists()
            try:
                session = till and till._ticket_session(session_id)
            except (AccessError, TicketError):
                continue
            if session:
                followed.append((session, CHANNEL))
        return followed
