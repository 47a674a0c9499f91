from odoo.exceptions import UserError
from odoo.http import Controller, request, route

from odoo.addons.ticket_sale.exceptions import TicketError

from .picker import refusal

#: How often a browser may show that it is used by a person, and within which time.
PROOFS, PROOF_SECONDS = 3, 600


class TicketHuman(Controller):
    @route(
        "/ticket/web/human",
        type="jsonrpc",
        auth="public",
        website=True,
        methods=["POST"],
    )
    def human(self, **kwargs):
        """Somebody who took seats very often shows to be no robot.

        Odoo's captchas look for their token in the parameters themselves.
        """
        limit = request.env["ticket.web.limit"]
        try:
            limit._spend_browser("human", PROOFS, PROOF_SECONDS)
            if not limit._captchas():
                return {"human": False}
            request.env["ir.http"]._verify_request_recaptcha_token("ticket_human")
        except TicketError as error:
            return refusal(error)
        except UserError as error:
            return {"human": False, "message": str(error)}
        limit._count_as_human()
        return {"human": True}
