from werkzeug.exceptions import NotFound

from odoo.http import request

from .my_data import TicketMyData, data_route


class TicketMyConsents(TicketMyData):
    """What the visitor agreed to can be taken back as easily as it was given."""

    @data_route("/consent/withdraw", "POST")
    def withdraw_consent(self, key="", **kwargs):
        if not request.env.user.partner_id._withdraw_consent(key):
            raise NotFound  # somebody else's, or none
        return request.redirect("/my/data?withdrawn=1#consents")

    def _render(self, step="", **values):
        partner = request.env.user.partner_id
        consents = [] if step else partner._my_consents()
        is_done = not step and request.httprequest.args.get("withdrawn") == "1"
        return super()._render(
            step, **{"consents": consents, "withdrawn": is_done, **values}
        )
