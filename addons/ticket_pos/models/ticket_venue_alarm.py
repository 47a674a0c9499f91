from odoo import models

#: What a customer display hears: the emergencies that it shall show.
MESSAGE = "TICKET_ALARM"


class TicketVenue(models.Model):
    """Customer displays are told at once; tills hear what all staff hear."""

    _inherit = "ticket.venue"

    def _alarm_changed(self):
        result = super()._alarm_changed()
        tills_sudo = self.env["pos.config"].sudo()  # whoever may raise an alarm
        for company, tills in (
            tills_sudo.search(
                [
                    ("company_id", "in", self.company_id.ids),
                    ("ticket_selling", "=", True),
                    ("session_ids.state", "in", ("opening_control", "opened")),
                ]
            )
            .grouped("company_id")
            .items()
        ):
            alarms = self._alarm_for_customers(company)
            for till in tills:
                till._notify(MESSAGE, alarms)
        return result
