import time

from odoo import api, models
from odoo.http import request

from odoo.addons.ticket_sale.exceptions import TooManyRequests

from .ticket_web_limit import HOLD_SECONDS

#: Until when the browser's session counts as a person's.
HUMAN_KEY = "ticket_human"


class TicketWebLimit(models.AbstractModel):
    """Whoever shows to be human, by a captcha of Odoo's, need not wait: the limit of the
    visitor begins anew, and that of an address many people share does not count."""

    _inherit = "ticket.web.limit"

    @api.model
    def _spend_hold(self):
        if request.session.get(HUMAN_KEY, 0) > time.time():
            if most := request.website.sudo().ticket_holds_visitor:
                self._spend_browser("hold human", most, HOLD_SECONDS)
            return None
        try:
            return super()._spend_hold()
        except TooManyRequests as error:
            if checks := self._captchas():
                error.details["captcha"] = {
                    "checks": checks,
                    "text": self.env._("Please show that you are no robot."),
                    "close": self.env._("Cancel"),
                }
            raise

    @api.model
    def _captchas(self):
        """The captchas that the house has set up with both keys: {kind, key} each."""
        http, params_sudo = self.env["ir.http"], self.env["ir.config_parameter"].sudo()
        known = {
            "turnstile": (
                "_verify_turnstile_token",
                "turnstile_site_key",
                "cf.turnstile_secret_key",
            ),
            "recaptcha": (
                "_verify_recaptcha_token",
                "recaptcha_public_key",
                "recaptcha_private_key",
            ),
        }
        told = http.get_frontend_session_info()
        return [
            {"kind": kind, "key": told[key]}
            for kind, (verifies, key, secret) in known.items()
            if hasattr(http, verifies)
            and told.get(key)
            and params_sudo.get_param(secret)
        ]

    @api.model
    def _count_as_human(self):
        request.session[HUMAN_KEY] = int(time.time()) + HOLD_SECONDS
