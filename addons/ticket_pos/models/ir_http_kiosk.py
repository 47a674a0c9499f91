from odoo import models
from odoo.http import request

from odoo.addons.ticket_sale.api_error import ApiError, as_api_error

from .ticket_kiosk import LANGUAGES

API_PATH = "/ticket/api/v1/kiosk/"
SPOKEN = tuple(code for code, _name in LANGUAGES)


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _auth_method_ticket_kiosk(cls):
        """Let a kiosk in by its bearer token: it acts as its own user, who is a cashier.

        The kiosk is found in ``request.ticket_kiosk``.
        """
        cls._auth_method_none()
        scheme, _, token = request.httprequest.headers.get(
            "Authorization", ""
        ).partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise ApiError(
                401, "unauthorized", "Send the header Authorization: Bearer <token>."
            )
        kiosk_sudo = request.env["ticket.kiosk"]._identify(token)
        if not kiosk_sudo.active or not kiosk_sudo.user_id.active:
            raise ApiError(
                401, "unauthorized", "No kiosk has this token. Pair it again."
            )
        lang = request.httprequest.headers.get("Accept-Language", "")
        lang = lang.replace("-", "_")
        request.update_env(
            user=kiosk_sudo.user_id.id,
            context={
                "allowed_company_ids": kiosk_sudo.company_id.ids,
                "lang": lang if lang in SPOKEN else kiosk_sudo.lang,
            },
        )
        request.ticket_kiosk = kiosk_sudo.sudo(False).with_env(request.env)

    @classmethod
    def _handle_error(cls, exception):
        """The kiosk's program gets the API's error shape, whatever went wrong."""
        if not request.httprequest.path.startswith(API_PATH):
            return super()._handle_error(exception)
        return as_api_error(exception)
