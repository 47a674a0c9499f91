from odoo.http import Controller, request

from .kiosk_api import PATH, kiosk_route


class TicketKioskAlarm(Controller):
    @kiosk_route(PATH + "alarm", readonly=True)
    def alarm(self, **_kwargs):
        """Whether there is an emergency; from memory, since it is asked every moment."""
        till_sudo = request.ticket_kiosk.config_id
        return request.make_json_response(till_sudo._ticket_customer_alarms())
