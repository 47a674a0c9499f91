from odoo import models
from odoo.exceptions import UserError


class SaleOrder(models.Model):
    """Money given back as stored value: Odoo's own e-wallet."""

    _inherit = "sale.order"

    def _ticket_wallet_program(self):
        """The e-wallet that can take this order's money, or none."""
        self.ensure_one()
        return (
            self.env["loyalty.program"]
            .sudo()
            .search(
                [
                    ("program_type", "=", "ewallet"),
                    ("company_id", "in", (self.company_id.id, False)),
                    ("currency_id", "=", self.currency_id.id),
                    ("rule_ids.product_ids", "!=", False),
                ],
                limit=1,
            )
        )

    def _ticket_top_up_wallet(self, amount, reason):
        """Put money on the customer's e-wallet, as a line of this order that sells the
        top-up, so that the books owe what the wallet holds.

        :return: the line, none for nothing
        :raise UserError: there is no e-wallet program
        """
        self.ensure_one()
        program_sudo = self._ticket_wallet_program()
        if not program_sudo:
            raise UserError(
                self.env._(
                    "There is no e-wallet in %(currency)s yet. Make one in Sales ‣ "
                    "Products ‣ Gift cards & eWallet, with its top-up product.",
                    currency=self.currency_id.name,
                )
            )
        if self.currency_id.is_zero(amount):
            return self.env["sale.order.line"].sudo()
        card_sudo = self._ticket_wallet_card(program_sudo)
        card_sudo.points += amount
        self.env["loyalty.history"].sudo().create(
            {
                "card_id": card_sudo.id,
                "description": self.env._(
                    "Tickets given back: %(reason)s", reason=reason
                ),
                "issued": amount,
                "order_model": self._name,
                "order_id": self.id,
            }
        )
        product_sudo = program_sudo.rule_ids.product_ids[:1]
        return (
            self.env["sale.order.line"]
            .sudo()
            .create(
                {
                    "order_id": self.id,
                    "product_id": product_sudo.id,
                    "name": self.env._("Put on e-wallet %(code)s", code=card_sudo.code),
                    "product_uom_qty": 1,
                    "price_unit": amount,
                    "discount": 0.0,
                    "tax_ids": [],
                }
            )
        )

    def _ticket_wallet_card(self, program_sudo):
        """The customer's e-wallet, made when there is none."""
        partner = self.partner_id.commercial_partner_id
        cards_sudo = self.env["loyalty.card"].sudo()
        card_sudo = cards_sudo.search(
            [
                ("program_id", "=", program_sudo.id),
                ("partner_id", "in", (self.partner_id | partner).ids),
            ],
            limit=1,
        )
        return card_sudo or cards_sudo.create(
            {"program_id": program_sudo.id, "partner_id": self.partner_id.id}
        )
