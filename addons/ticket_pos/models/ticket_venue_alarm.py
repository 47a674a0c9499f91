import logging

from odoo import models

_logger = logging.getLogger(__name__)
#: What a customer display hears: the emergencies that it shall show.
MESSAGE = "TICKET_ALARM"


class TicketVenue(models.Model):
    """Customer displays are told at once; tills hear what all staff hear."""

    _inherit = "ticket.venue"

    def _raise_alarm(self, kind, message=""):
        result = super()._raise_alarm(kind, message)
        if kind == "emergency":
            self._alarm_unheard_tills()
        return result

    def _alarm_unheard_tills(self):
        leases_sudo = self.env["ticket.lease"].sudo()  # whoever may raise an alarm
        try:
            with self.env.cr.savepoint():
                for venue in self:
                    leases_sudo._alarm_unheard(venue)
        except Exception:
            # the alarm itself stands whatever becomes of this
            _logger.exception("tills without a line were not named")

    def _alarm_changed(self):
        result = super()._alarm_changed()
        tills_sudo = self.env["pos.config"].sudo()  # whoever may raise an alarm
        for till in tills_sudo.search(
            [
                ("company_id", "in", self.company_id.ids),
                ("ticket_selling", "=", True),
                ("session_ids.state", "in", ("opening_control", "opened")),
            ]
        ):
            till._notify(MESSAGE, till._ticket_customer_alarms())
        return result
