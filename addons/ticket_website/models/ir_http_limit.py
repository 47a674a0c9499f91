from odoo import models
from odoo.http import Response, request

from odoo.addons.ticket_sale.exceptions import TooManyRequests


class IrHttp(models.AbstractModel):
    """Whoever asks too often gets a 429 that says when to come back."""

    _inherit = "ir.http"

    @classmethod
    def _post_dispatch(cls, response):
        """A refusal that a controller has put into its own answer is a 429 too."""
        result = super()._post_dispatch(response)
        if "Retry-After" in request.future_response.headers:
            response.status_code = TooManyRequests.http_status
        return result

    @classmethod
    def _handle_error(cls, exception):
        if isinstance(exception, TooManyRequests):
            cls._ticket_retry_after(exception)
        response = super()._handle_error(exception)
        if isinstance(exception, TooManyRequests) and isinstance(response, Response):
            # Errors of JSON routes pass no _post_dispatch.
            response.status_code = exception.http_status
            if seconds := exception.details.get("retry_after"):
                response.headers["Retry-After"] = str(seconds)
        return response

    @classmethod
    def _ticket_retry_after(cls, error):
        """Make the answer to this request a 429.

        :param error: a ``TooManyRequests``
        """
        if seconds := error.details.get("retry_after"):
            request.future_response.headers["Retry-After"] = str(seconds)

    @classmethod
    def _get_error_html(cls, env, code, values):
        if code == TooManyRequests.http_status:
            template = "ticket_website.too_many"
            return code, env["ir.ui.view"]._render_template(template, values)
        return super()._get_error_html(env, code, values)
