import hashlib

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class SaleOrder(models.Model):
    """That a buyer accepted the terms, and which ones they were."""

    _inherit = "sale.order"

    ticket_terms_at = fields.Datetime(
        string="Terms Accepted",
        readonly=True,
        copy=False,
        help="When the buyer ticked the terms, or pressed the button beside which they "
        "are named.",
    )
    ticket_terms_mark = fields.Char(
        string="Mark of the Terms",
        readonly=True,
        copy=False,
        help="The same mark means the same wording.",
    )

    def _ticket_accept_terms(self):
        """The wording is told by a fingerprint, the last acceptance counts."""
        for order in self.filtered(lambda order: order._ticket_lines()):
            order.with_context(tracking_disable=True).write(  # nothing of it is tracked
                {
                    "ticket_terms_at": fields.Datetime.now(),
                    "ticket_terms_mark": order._ticket_terms_fingerprint(),
                }
            )

    def _ticket_terms_tick(self):
        """Whether the buyer of this cart has to tick the terms."""
        return bool(self.website_id.sudo().ticket_terms_tick and self._ticket_lines())

    def _ticket_terms_accepted(self):
        """Whether the buyer accepted the terms as they are worded now."""
        return bool(
            self.ticket_terms_at
            and self.ticket_terms_mark == self._ticket_terms_fingerprint()
        )

    def _ticket_tick_terms(self, accepted):
        """The buyer ticks the terms, or thinks better of it."""
        if accepted:
            self._ticket_accept_terms()
        else:
            self.write({"ticket_terms_at": False, "ticket_terms_mark": False})

    def _check_cart_is_ready_to_be_paid(self):
        """:raise ValidationError: the terms are to be ticked and were not"""
        if self._ticket_terms_tick() and not self._ticket_terms_accepted():
            raise ValidationError(
                self.env._(
                    "Please tick that you accept the terms of sale, then pay. Nothing "
                    "was charged."
                )
            )
        return super()._check_cart_is_ready_to_be_paid()

    def _ticket_terms_fingerprint(self):
        company = self.company_id.with_context(lang=self._get_lang())
        wording = company.invoice_terms_html or company.invoice_terms or ""
        return hashlib.sha256(str(wording).encode()).hexdigest()[:16]

    @api.model
    def _ticket_terms_url(self):
        """The address of the terms, where the house has written them."""
        params_sudo = self.env["ir.config_parameter"].sudo()
        is_page = self.env.company.sudo().terms_type == "html"
        if is_page and params_sudo.get_param("account.use_invoice_terms"):
            return "/terms"
        return ""
