from odoo.http import Controller, request

from .kiosk_api import PATH, kiosk_route


class TicketKioskAlarm(Controller):
    @kiosk_route(PATH + "alarm", readonly=True)
    def alarm(self, **_kwargs):
        """Whether there is an emergency; from memory, since it is asked every moment."""
        company = request.ticket_kiosk.company_id
        return request.make_json_response(
            {"alarms": request.env["ticket.venue"]._alarm_for_customers(company)}
        )
