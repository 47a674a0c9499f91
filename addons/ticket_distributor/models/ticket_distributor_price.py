from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.fields import Command

from odoo.addons.ticket_sale.exceptions import PriceMissing


class TicketDistributor(models.Model):
    """Net prices: the price engine's price less the contract's discount."""

    _inherit = "ticket.distributor"

    @api.constrains("pricelist_id", "company_id")
    def _check_pricelist_currency(self):
        for distributor in self.filtered("pricelist_id"):
            if distributor.pricelist_id.currency_id != distributor.currency_id:
                raise ValidationError(
                    self.env._(
                        "Pricelist %(pricelist)s is not in %(currency)s, the currency "
                        "of the wallet.",
                        pricelist=distributor.pricelist_id.name,
                        currency=distributor.currency_id.name,
                    )
                )

    def _net_price(self, session, zone, ticket_type):
        """What one ticket costs this distributor, as values of a booking line.

        :raise PriceMissing: the zone has no price for the type
        """
        self.ensure_one()
        amount = session._prices().get((zone.id, ticket_type.id))
        if amount is None:
            raise PriceMissing(
                self.env._(
                    "%(type)s tickets are not sold in zone %(zone)s.",
                    type=ticket_type.name,
                    zone=zone.name,
                ),
                type=ticket_type.code,
                zone=zone.code,
            )
        # An empty pricelist means the list price, not the partner's own pricelist.
        quote = self.env["ticket.hold"]._price_one(
            session,
            ticket_type,
            amount,
            self.partner_id,
            self.pricelist_id,
            zone=zone,
        )
        price_unit = self.currency_id.round(
            quote["price_unit"] * (100.0 - self.discount) / 100.0
        )
        taxes = self._map_taxes(ticket_type)
        unit = self._tax_one(ticket_type, taxes, price_unit)
        return {
            "price_unit": price_unit,
            "tax_ids": [Command.set(taxes.ids)],
            "price": unit["price"],
            "net_amount": unit["net"],
        }

    def _map_taxes(self, ticket_type):
        """The taxes of a ticket type for this partner, as the price engine has them."""
        return self._map_product_taxes(ticket_type.product_id)

    def _map_product_taxes(self, product):
        company = self.company_id
        taxes = product.taxes_id._filter_taxes_by_company(company)
        fiscal_position = (
            self.env["account.fiscal.position"]
            .with_company(company)
            ._get_fiscal_position(self.partner_id)
        )
        return fiscal_position.map_tax(taxes)

    def _tax_one(self, ticket_type, taxes, price_unit, refund=False):
        """What Odoo's tax engine makes of one ticket, rounded by itself.

        :return: dict of ``net``, ``price`` (tax included), ``tags`` (ids for the base
            line) and ``tax_lines`` (values of journal items)
        """
        return self._tax_unit(
            ticket_type.product_id,
            taxes,
            price_unit,
            self.company_id.ticket_advance_account_id,
            refund,
        )

    def _tax_unit(self, product, taxes, price_unit, account, refund=False):
        """:meth:`_tax_one` of any product on any account."""
        self.ensure_one()
        Tax = self.env["account.tax"]
        company = self.company_id
        base_line = Tax._prepare_base_line_for_taxes_computation(
            None,
            partner_id=self.partner_id,
            currency_id=self.currency_id,
            product_id=product,
            tax_ids=taxes,
            price_unit=price_unit,
            quantity=1.0,
            account_id=account,
            is_refund=refund,
            sign=1 if refund else -1,
        )
        Tax._add_tax_details_in_base_lines([base_line], company)
        Tax._round_base_lines_tax_details([base_line], company)
        Tax._add_accounting_data_in_base_lines_tax_details([base_line], company)
        results = Tax._prepare_tax_lines([base_line], company)
        [(_line, base)] = results["base_lines_to_update"]
        taxed = sum(line["balance"] for line in results["tax_lines_to_add"])
        currency = self.currency_id
        return {
            "net": currency.round(abs(base["balance"])),
            "price": currency.round(abs(base["balance"] + taxed)),
            "tags": base_line["tax_tag_ids"].ids,
            "tax_lines": results["tax_lines_to_add"],
        }
