from odoo.http import Controller, request, route

from ..exceptions import TooManyRequests

MOST_REQUESTS = 30
WITHIN_MINUTES = 10
MAX_BODY = 4096


class TicketVerify(Controller):
    """Is this ticket real? A page for people and an answer for programs."""

    @route(
        "/ticket/verify",
        type="http",
        auth="public",
        website=True,
        methods=["GET", "POST"],
        sitemap=True,
        max_content_length=MAX_BODY,
    )
    def verify_page(self, code="", **kwargs):
        """The code is posted: in an address it would stay in logs and histories."""
        values, status = {}, 200
        if request.httprequest.method == "POST" and code.strip():
            try:
                values["answer"] = self._answer(code)
            except TooManyRequests as error:
                values["refusal"], status = str(error), error.http_status
        response = request.render("ticket_sale.verify_page", values, status=status)
        response.headers["Cache-Control"] = "no-store"
        return response

    @route(
        "/ticket/api/v1/verify",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        csrf=False,
        save_session=False,
        max_content_length=MAX_BODY,
    )
    def verify(self, **kwargs):
        """``{"code": …}`` → ``{"result", "title", "message", "ticket"}``."""
        body = request.httprequest.get_json(force=True, silent=True)
        code = body.get("code") if isinstance(body, dict) else None
        if not isinstance(code, str) or not code.strip():
            return self._refuse(400, "invalid_request", "code must be a string.")
        try:
            answer = self._answer(code)
        except TooManyRequests as error:
            return self._refuse(error.http_status, error.code, str(error))
        return request.make_json_response(answer)

    def _answer(self, code):
        """:raise TooManyRequests: from this address, in the last minutes"""
        allowed = request.env["ticket.throttle"]._allows(
            "verify", request.httprequest.remote_addr, MOST_REQUESTS, WITHIN_MINUTES
        )
        if not allowed:
            raise TooManyRequests(
                request.env._(
                    "Too many tickets were checked from here. Please wait %(minutes)s "
                    "minutes and try again.",
                    minutes=WITHIN_MINUTES,
                )
            )
        return request.env["ticket.ticket"]._verify_code(code)

    def _refuse(self, status, code, message):
        error = {"code": code, "message": message, "details": {}}
        return request.make_json_response({"error": error}, status=status)
