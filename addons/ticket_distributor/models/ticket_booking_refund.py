from odoo import fields, models

from odoo.addons.ticket_sale.exceptions import RefundRefused


class TicketBooking(models.Model):
    """What giving a distributor's tickets back costs: the same policy as everywhere."""

    _inherit = "ticket.booking"

    fee_amount = fields.Monetary(
        string="Fees Kept",
        readonly=True,
        help="Kept by the refund policy when tickets were given back, tax included.",
    )

    def _refund_fees(self, lines, waive=False):
        """{booking line: what the policy keeps of it}, where it allows a refund.

        :raise RefundRefused: it does not
        """
        tickets = lines.ticket_id
        terms = tickets._refund_terms("refund", waive)
        tickets._check_terms(terms)
        tickets._check_not_partial(terms)
        return {line: terms[line.ticket_id].fee for line in lines}

    def _refund_preview(self):
        """What giving back each living ticket would cost now, and all of them."""
        self.ensure_one()
        distributor = self.distributor_id
        lines = self._refundable_lines(None)
        terms = lines.ticket_id._refund_terms("refund")
        tickets = []
        for line in lines:
            term = terms[line.ticket_id]
            tickets.append(
                {
                    "number": line.ticket_id.number,
                    "price": distributor._amount(term.price),
                    "fee": distributor._amount(term.fee),
                    "back": distributor._amount(term.back),
                    "allowed": term.allowed,
                    "message": term.reason or None,
                }
            )
        policies = {term.policy for term in terms.values() if term.policy}
        return {
            "refund": {
                "currency": self.currency_id.name,
                "fee": distributor._amount(sum(t.fee for t in terms.values())),
                "back": distributor._amount(sum(t.back for t in terms.values())),
                "together": self._must_go_together(lines, terms),
                "rules": [rule for p in policies for rule in p._sentences("refund")],
                "tickets": tickets,
            }
        }

    def _must_go_together(self, lines, terms):
        """Some of these tickets may not be given back without the others."""
        try:
            lines.ticket_id[:1]._check_not_partial(
                {ticket: terms[ticket] for ticket in lines.ticket_id[:1]}
            )
        except RefundRefused:
            return True
        return False

    def _fee_entry_lines(self, fee):
        """Journal items of a fee, its tax included; the wallet's share is not in it."""
        self.ensure_one()
        if self.currency_id.is_zero(fee):
            return []
        distributor = self.distributor_id
        company = self.company_id.sudo()
        product = self.env.ref("ticket_sale.product_ticket_fee").sudo()
        product = product.with_company(company)
        accounts = product.product_tmpl_id._get_product_accounts()
        account = accounts["income"] or company.ticket_income_account_id
        taxes = distributor._map_product_taxes(product)
        included = any(taxes.flatten_taxes_hierarchy().mapped("price_include"))
        price_unit = (
            fee
            if included
            else taxes.with_context(force_price_include=True).compute_all(
                fee, self.currency_id, 1.0, product
            )["total_excluded"]
        )
        unit = distributor._tax_unit(product, taxes, price_unit, account)
        taxed = -sum(line["balance"] for line in unit["tax_lines"])
        base = {
            "account_id": account.id,
            "partner_id": distributor.partner_id.id,
            "name": self.env._("Refund fee of %(order)s", order=self.reference),
            "product_id": product.id,
            "quantity": 1,
            "tax_ids": [fields.Command.set(taxes.ids)],
            "tax_tag_ids": [fields.Command.set(unit["tags"])],
            "balance": -self.currency_id.round(fee - taxed),
        }
        return [base, *unit["tax_lines"]]
