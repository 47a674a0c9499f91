from dataclasses import replace

from odoo import fields, models


class TicketTicket(models.Model):
    """A ticket of a package: what giving it back means for the others."""

    _inherit = "ticket.ticket"

    package_sale_id = fields.Many2one(
        related="sale_line_id.ticket_package_sale_id", string="Package"
    )

    def _refund_prices(self):
        """A ticket of a package may give back less than it cost."""
        prices = super()._refund_prices()
        for sale, tickets in self.sudo().grouped("package_sale_id").items():
            if sale:
                worth = sale._worth_without(tickets)
                prices |= {ticket.id: worth.get(ticket, 0.0) for ticket in tickets}
        return prices

    def _refund_terms(self, act="refund", waive=False):
        """A package that is one whole says so before anything is done; who exchanges a
        ticket pays the difference to what it cost in the package."""
        terms = super()._refund_terms(act, waive)
        for ticket, term in terms.items():
            sale_sudo = ticket.sudo().package_sale_id
            if not sale_sudo:
                continue
            if act == "exchange":
                term = terms[ticket] = replace(term, price=ticket.price)
            kept_sudo = sale_sudo._kept_against_rule(self.sudo())
            if kept_sudo and not waive:
                refusal = sale_sudo._refusal(kept_sudo)
                terms[ticket] = replace(term, allowed=False, reason=refusal)
        return terms

    def _refund(self, reason, *args, waive=False, **options):
        self._check_may_refund()
        packages_sudo = self.sudo().grouped("package_sale_id")
        if not waive:
            for sale_sudo, tickets_sudo in packages_sudo.items():
                sale_sudo._check_refund(tickets_sudo)
        self._check_terms(self._refund_terms("refund", waive))
        for sale_sudo, tickets_sudo in packages_sudo.items():
            if sale_sudo.refund_rule == "recalculate":
                sale_sudo.lock_for_update()
                sale_sudo._reprice(tickets_sudo, reason)
        return super()._refund(reason, *args, waive=waive, **options)

    def _single_price(self):
        """What this ticket costs without its package, tax included."""
        line = self.sale_line_id
        company = line.company_id
        listed = company.currency_id._convert(
            line.ticket_base_price, self.currency_id, company, self.issued_at
        )
        taxes = line.tax_ids.compute_all(
            listed, self.currency_id, 1.0, line.product_id, line.order_id.partner_id
        )
        return taxes["total_included"]

    def _set_worth(self, line, worth):
        """Write new prices; the net follows the tax the line was sold with."""
        for ticket in self:
            currency = ticket.currency_id
            rate = line.price_subtotal / line.price_total if line.price_total else 1.0
            ticket.write(
                {
                    "price": worth[ticket],
                    "net_amount": currency.round(worth[ticket] * rate),
                }
            )
