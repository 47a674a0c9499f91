from odoo import fields, models

from ..exceptions import StoredValueInvalid


class PosOrderLine(models.Model):
    """A line that charges an e-wallet or gift card, or pays with one."""

    _inherit = "pos.order.line"

    def _ticket_check_stored(self, program, is_payment):
        """:raise StoredValueInvalid: the line is not one that a till makes"""
        self.ensure_one()
        amount = self._compute_amount_line_all()["price_subtotal_incl"]
        is_refund = bool(self.refunded_orderline_id)
        if is_refund and not is_payment and program.program_type == "ewallet":
            self.order_id._ticket_check_cash_out()
            wrong = amount >= 0 or self.refunded_orderline_id.order_id.partner_id != (
                self.order_id.partner_id
            )
        else:
            wrong = is_refund or (amount > 0 if is_payment else amount < 0)
        if wrong:
            raise StoredValueInvalid(
                self.env._(
                    "“%(line)s” cannot be sold or given back like this. Take it out of "
                    "the order and use “Member” on the seat screen.",
                    line=self.full_product_name or self.product_id.display_name,
                )
            )

    def _ticket_paying_card(self, program):
        """The card that this line pays with, with sudo.

        :raise StoredValueInvalid: there is none, it is not the customer's, or is over
        """
        card_sudo = self.coupon_id.sudo()
        order = self.order_id
        if not card_sudo or card_sudo.program_id != program or not program.active:
            raise StoredValueInvalid(
                self.env._("The card to pay with is missing. Scan it again.")
            )
        today = fields.Date.context_today(self)
        if not card_sudo.active or (
            card_sudo.expiration_date and card_sudo.expiration_date < today
        ):
            raise StoredValueInvalid(
                self.env._("Card %(code)s has expired.", code=card_sudo.code)
            )
        buyer = order.partner_id.commercial_partner_id
        owner = card_sudo.partner_id.commercial_partner_id
        if program.program_type == "ewallet" and (not buyer or buyer != owner):
            raise StoredValueInvalid(
                self.env._(
                    "An e-wallet pays for what its owner buys. Choose the owner."
                )
            )
        return card_sudo
