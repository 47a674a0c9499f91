from odoo import fields, models


class PosConfig(models.Model):
    """Memberships at the counter: what each tier costs this customer now."""

    _inherit = "pos.config"

    def ticket_membership_offers(self, partner_id=False, pricelist_id=False):
        """One dict a tier: what one more period costs and which days it is for.

        :return: the cheapest first; ``kind`` is new, renew, upgrade or lower (a better
            one is running, so it is not sold)
        """
        self._ticket_check_cashier()
        partner = self.env["res.partner"].browse(partner_id or ()).exists()
        pricelist = self.env["product.pricelist"].browse(pricelist_id or ()).exists()
        tiers_sudo = (
            self.env["ticket.membership.tier"]
            .sudo()
            .search([("company_id", "in", (self.company_id.id, False))])
        )
        offers = [
            (tier, self._ticket_membership_offer(partner, tier, pricelist))
            for tier in tiers_sudo
        ]
        return [
            {
                "tier_id": tier.id,
                "name": tier.name,
                "months": tier.months,
                "product_id": tier.product_id.id,
                "kind": offer.kind,
                "fee": offer.fee,
                "credit": offer.credit,
                "price": offer.price,
                "start": fields.Date.to_string(offer.start),
                "end": fields.Date.to_string(offer.end),
            }
            for tier, offer in sorted(offers, key=lambda pair: pair[1].fee)
        ]

    def _ticket_membership_offer(self, partner, tier, pricelist):
        """The ``MembershipOffer`` of a tier for somebody, by this till's prices."""
        memberships = self.env["ticket.membership"].with_company(self.company_id)
        running_sudo = memberships._running_of(partner)
        return memberships._offer(
            partner,
            tier,
            self._ticket_fee_of(tier, pricelist),
            self._ticket_fee_of(running_sudo.tier_id, pricelist),
            self.currency_id,
        )

    def _ticket_fee_of(self, tier, pricelist):
        """The fee of a tier, if any, in the till's currency and by its pricelist."""
        if not tier:
            return 0.0
        product_sudo = tier.sudo().product_id.with_company(self.company_id)
        if self.use_pricelist:
            if pricelist not in self._get_available_pricelists():
                pricelist = self.pricelist_id
        else:
            pricelist = self.pricelist_id
        if pricelist:
            return self.currency_id.round(
                pricelist.sudo()._get_product_price(
                    product_sudo, 1.0, currency=self.currency_id
                )
            )
        return product_sudo.currency_id._convert(
            product_sudo.lst_price, self.currency_id, self.company_id
        )
