import re

from werkzeug.exceptions import NotFound

from odoo.http import Controller, request, route

MOST_LABELS = 500


class TicketDeliveryLabels(Controller):
    @route("/ticket/deliveries/labels", type="http", auth="user", readonly=True)
    def labels(self, ids="", **kwargs):
        """Address labels, three across on A4, for whoever may read the deliveries."""
        deliveries = request.env["ticket.delivery"]
        if not (
            re.fullmatch(r"\d{1,9}(,\d{1,9}){0,499}", ids)
            and deliveries.has_access("read")
        ):
            raise NotFound
        deliveries = deliveries.search(
            [("id", "in", [int(one) for one in ids.split(",")])], limit=MOST_LABELS
        )
        if not deliveries:
            raise NotFound
        response = request.render(
            "ticket_website.delivery_labels",
            {"deliveries": deliveries, "lang": request.env.lang or "en_US"},
        )
        response.headers["Cache-Control"] = "private, no-store"
        return response
