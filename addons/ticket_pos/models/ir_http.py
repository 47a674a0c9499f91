from odoo import SUPERUSER_ID, models
from odoo.http import request

from odoo.addons.ticket_sale.api_error import ApiError, as_api_error

API_PATH = "/ticket/api/v1/print/"


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _auth_method_ticket_print_agent(cls):
        """Let a print agent in by its bearer token.

        The agent is found in ``request.ticket_print_agent``; it acts as the system, in
        its own company.
        """
        cls._auth_method_none()
        scheme, _, token = request.httprequest.headers.get(
            "Authorization", ""
        ).partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise ApiError(
                401, "unauthorized", "Send the header Authorization: Bearer <token>."
            )
        agent_sudo = request.env["ticket.print.agent"]._identify(token)
        if not agent_sudo:
            raise ApiError(
                401, "unauthorized", "No print agent has this token. Pair it again."
            )
        company = agent_sudo.company_id
        request.update_env(
            user=SUPERUSER_ID,
            context={
                "allowed_company_ids": company.ids,
                "lang": company.partner_id.lang or "en_US",
            },
        )
        request.ticket_print_agent = agent_sudo.with_env(request.env)

    @classmethod
    def _handle_error(cls, exception):
        """Programs at the print API get its error shape, whatever went wrong."""
        if not request.httprequest.path.startswith(API_PATH):
            return super()._handle_error(exception)
        return as_api_error(exception)
