from odoo import api, fields, models
from odoo.exceptions import ValidationError


class TicketMembershipTier(models.Model):
    """A class of members: what it costs, how long it lasts, what it gives."""

    _name = "ticket.membership.tier"
    _description = "Membership Tier"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        ondelete="restrict",
        default=lambda self: self.env.company,
        help="Empty: every company has this tier.",
    )
    product_id = fields.Many2one(
        "product.product",
        string="Fee Product",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        domain="[('service_tracking', '=', 'ticket_membership')]",
        help="Whoever buys this product becomes a member. Its price is the fee, its "
        "income account says where the fee goes: ordinary or deferred income.",
    )
    fee = fields.Float(
        related="product_id.lst_price",
        string="Fee Amount",
        readonly=False,
        help="The price of the fee product, before pricelists.",
    )
    currency_id = fields.Many2one(related="product_id.currency_id")
    months = fields.Integer(string="Period (months)", default=12, required=True)
    pricelist_id = fields.Many2one(
        "product.pricelist",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        help="The prices members pay while their membership runs.",
    )
    presale = fields.Boolean(
        help="Members may buy once the presale of a session opens."
    )
    member_count = fields.Integer(compute="_compute_member_count")

    _code_uniq = models.UniqueIndex(
        "(code, COALESCE(company_id, 0)) WHERE active",
        "Another membership tier has this code.",
    )
    _product_uniq = models.UniqueIndex(
        "(product_id) WHERE active", "This fee product belongs to another tier."
    )
    _months_positive = models.Constraint(
        "CHECK(months > 0)", "A membership must last at least one month."
    )

    def _compute_member_count(self):
        counts = dict(
            self.env["ticket.membership"]._read_group(
                [("tier_id", "in", self.ids), ("state", "=", "active")],
                ["tier_id"],
                ["__count"],
            )
        )
        for tier in self:
            tier.member_count = counts.get(tier, 0)

    @api.constrains("product_id")
    def _check_product(self):
        for tier in self:
            if tier.product_id.service_tracking != "ticket_membership":
                raise ValidationError(
                    self.env._(
                        "%(product)s cannot be the fee of a tier: on the product, set "
                        "“Create on Order” to “Membership”.",
                        product=tier.product_id.display_name,
                    )
                )

    def action_view_members(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Members"),
            "res_model": "ticket.membership",
            "view_mode": "list,form",
            "domain": [("tier_id", "=", self.id)],
            "context": {"search_default_running": 1},
        }

    @api.model
    def _of_products(self, products):
        """Return {fee product: its tier} for those of ``products`` that are fees."""
        tiers = self.sudo().search([("product_id", "in", products.ids)])
        return {tier.product_id: tier for tier in tiers}
