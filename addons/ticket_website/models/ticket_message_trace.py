from urllib.parse import urlencode

from odoo import models
from odoo.fields import Domain

#: Messages on one page of links at most so many dates.
MOST_DATES = 8


class TicketMessageTrace(models.Model):
    """Messages nobody has to get: who refuses them in a mail is left alone."""

    _inherit = "ticket.message.trace"

    def _why_not(self):
        refused_by = self.message_id._refused_by()
        if refused_by and (self.partner_id[refused_by] or self._blacklisted()):
            return "refused"
        if self.kind == "on_sale" and not self._sessions_on_sale():
            return "late"
        if self.kind == "review" and self.show_id._review_of(self.partner_id):
            return "gone"
        return super()._why_not()

    def _blacklisted(self):
        """Whether the address is on Odoo's own list of those who want no mailings."""
        domain = Domain("email", "=", self.partner_id.email_normalized)
        return bool(self.env["mail.blacklist"].sudo().search_count(domain, limit=1))

    def _mail_headers(self):
        """Mail programs offer to unsubscribe with one click (RFC 8058)."""
        headers = super()._mail_headers()
        if self.message_id._refused_by():
            headers["List-Unsubscribe"] = f"<{self._unsubscribe_url()}>"
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        return headers

    def _landing(self, url):
        """Who was invited writes the review without signing in: the link names them."""
        if self.kind == "review" and "/review" in url:
            mark = "&" if "?" in url else "?"
            return f"{url}{mark}{urlencode({'reader': self._token()})}"
        return super()._landing(url)

    # --- what templates show ----------------------------------------------------

    def _unsubscribe_url(self):
        return self._address("unsubscribe")

    def _show_url(self, path=""):
        return f"{self.get_base_url()}{self.show_id.website_url}{path}"

    def _sessions_on_sale(self):
        """The dates this customer can buy now, the next ones first."""
        states = ["on_sale"]
        if self.env["ticket.session"]._may_buy_in_presale(self.partner_id):
            states.append("presale")
        domain = self.show_id._website_session_domain()
        return self.env["ticket.session"].search(
            domain
            & Domain("show_id", "=", self.show_id.id)
            & Domain("state", "in", states),
            limit=MOST_DATES,
        )

    def _refuse(self, refused=True):
        """The reader does not want such messages any more, or wants them again."""
        for trace in self:
            field = trace.message_id._refused_by()
            if field:
                trace.partner_id[field] = refused
