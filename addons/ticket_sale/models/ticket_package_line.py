from odoo import api, fields, models
from odoo.exceptions import ValidationError


class TicketPackageLine(models.Model):
    """A session or some goods in a package."""

    _name = "ticket.package.line"
    _description = "Package Content"
    _order = "sequence, id"
    _check_company_auto = True

    package_id = fields.Many2one(
        "ticket.package", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="package_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    session_id = fields.Many2one(
        "ticket.session",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
    )
    plan_id = fields.Many2one(related="session_id.plan_id")
    start = fields.Datetime(related="session_id.start")
    zone_ids = fields.Many2many(
        "ticket.zone",
        string="Zones",
        domain="[('plan_id', '=', plan_id)]",
        help="Where the seats are. Empty: every zone with a price for these persons.",
    )
    product_id = fields.Many2one(
        "product.product",
        string="Goods",
        ondelete="restrict",
        check_company=True,
        domain="[('sale_ok', '=', True), ('service_tracking', '=', 'no')]",
    )
    quantity = fields.Integer(default=1, help="How many of the goods, per package.")
    share = fields.Float(
        help="Its agreed part of the price, in any unit: 60 and 40, or amounts."
    )

    _session_or_goods = models.Constraint(
        "CHECK((session_id IS NULL) != (product_id IS NULL))",
        "A line of a package is either a session or goods.",
    )
    _session_once = models.UniqueIndex(
        "(package_id, session_id)", "This session is in the package already."
    )
    _quantity_positive = models.Constraint(
        "CHECK(quantity > 0)", "A package has at least one of each of its goods."
    )
    _share_not_negative = models.Constraint(
        "CHECK(share >= 0)", "A share cannot be negative."
    )

    @api.constrains("zone_ids", "session_id")
    def _check_zones(self):
        for line in self:
            strange = line.zone_ids.filtered(
                lambda zone, line=line: zone.plan_id != line.session_id.plan_id
            )
            if strange:
                raise ValidationError(
                    self.env._(
                        "Zone %(zone)s is not in the price plan of %(session)s.",
                        zone=strange[0].name,
                        session=line.session_id.display_name,
                    )
                )

    @api.depends("session_id", "product_id")
    def _compute_display_name(self):
        for line in self:
            line.display_name = (line.session_id or line.product_id).display_name

    def _zones_for_sale(self):
        """The zones where every person of the package has a price."""
        self.ensure_one()
        prices = self.session_id.sudo()._prices()
        types = self.package_id.type_ids.type_id
        return (self.zone_ids or self.session_id.sudo().plan_id.zone_ids).filtered(
            lambda zone: all((zone.id, kind.id) in prices for kind in types)
        )
