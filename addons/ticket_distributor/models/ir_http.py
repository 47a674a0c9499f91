import time

from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.urls import iri_to_uri

from odoo import SUPERUSER_ID, models
from odoo.http import request

from odoo.addons.ticket_sale.exceptions import TicketError

from ..exceptions import BadRequest
from .ticket_distributor_request import error_payload, error_status

MAX_BODY = 1024 * 1024


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _auth_method_ticket_distributor(cls):
        """Let signed requests in, as the system within one distributor's contract.

        ``request.ticket_distributor`` says whose; everything is searched inside it.
        """
        http = request.httprequest
        http.max_content_length = MAX_BODY
        Key = request.env["ticket.distributor.key"]
        try:
            distributor_sudo = Key._authenticate(
                http.headers,
                http.method,
                cls._ticket_signed_path(),
                http.get_data(),
                time.time(),
            )
        except RequestEntityTooLarge as error:
            refusal = BadRequest(request.env._("The body is larger than 1 MiB."))
            raise cls._ticket_refusal(refusal) from error
        except TicketError as error:
            raise cls._ticket_refusal(error) from error
        request.update_env(
            user=SUPERUSER_ID,
            context={
                "allowed_company_ids": distributor_sudo.company_id.ids,
                "lang": distributor_sudo.partner_id.lang or "en_US",
                "tz": distributor_sudo.partner_id.tz or "UTC",
            },
        )
        request.ticket_distributor = distributor_sudo.with_env(request.env)

    @classmethod
    def _ticket_signed_path(cls):
        """Path and query as they stood in the request line."""
        environ = request.httprequest.environ
        raw = environ.get("REQUEST_URI") or environ.get("RAW_URI")
        if not raw:
            raw = iri_to_uri(request.httprequest.full_path).removesuffix("?")
        if "://" in raw.split("?", 1)[0]:  # absolute form, as proxies may send it
            raw = "/" + raw.split("://", 1)[1].partition("/")[2]
        return raw

    @classmethod
    def _ticket_refusal(cls, error):
        return HTTPException(
            response=request.make_json_response(
                error_payload(error), status=error_status(error)
            )
        )
