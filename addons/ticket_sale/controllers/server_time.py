import time

from odoo.http import Controller, request, route


class TicketServerTime(Controller):
    @route("/ticket/time", type="http", auth="none", methods=["GET"], sitemap=False)
    def server_time(self):
        """Tell the time to phones, whose rotating codes must keep step with the gates.

        ``{"now": milliseconds since 1970}``; no session, no database.
        """
        return request.make_json_response(
            {"now": int(time.time() * 1000)}, headers={"Cache-Control": "no-store"}
        )
