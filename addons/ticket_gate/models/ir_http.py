from odoo import models
from odoo.http import request

from odoo.addons.ticket_sale.api_error import as_api_error

from ..errors import GateApiError

API_PATH = "/ticket/api/v1/gate/"


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _auth_method_ticket_device(cls):
        """Let a gate device in by its bearer token; it acts without a user.

        The device is found in ``request.ticket_device``.
        """
        cls._auth_method_none()
        scheme, _, token = request.httprequest.headers.get(
            "Authorization", ""
        ).partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise GateApiError(
                401, "unauthorized", "Send the header Authorization: Bearer <token>."
            )
        device = request.env["ticket.gate.device"]._identify(token)
        if not device:
            raise GateApiError(401, "unauthorized", "No device has this token.")
        if device.revoked:
            raise GateApiError(401, "device_revoked", "This device was revoked.")
        request.ticket_device = device

    @classmethod
    def _handle_error(cls, exception):
        """Programs at the gate API get its error shape, whatever went wrong."""
        if not request.httprequest.path.startswith(API_PATH):
            return super()._handle_error(exception)
        return as_api_error(exception)
