from odoo import fields, models


class TicketPricePlan(models.Model):
    """Zones of a seat map and what each ticket type costs in each; used by sessions."""

    _name = "ticket.price.plan"
    _description = "Price Plan"
    _inherit = ["mail.thread"]
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    seat_map_id = fields.Many2one(
        "ticket.seat.map",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        help="The revision the painting screen shows first. The zones are painted on "
        "every revision of the drawing.",
    )
    drawing_id = fields.Many2one(
        related="seat_map_id.drawing_id", store=True, index=True, string="Drawing"
    )
    company_id = fields.Many2one(related="seat_map_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    zone_ids = fields.One2many("ticket.zone", "plan_id", copy=True)
    price_ids = fields.One2many("ticket.price", "plan_id", string="Prices")
    change_ids = fields.One2many(
        "ticket.price.change", "plan_id", string="Price Changes"
    )
    rule_ids = fields.One2many("ticket.price.rule", "plan_id", string="Price Rules")
    active = fields.Boolean(default=True)

    def copy(self, default=None):
        copies = super().copy(default)
        for plan, copy in zip(self, copies, strict=True):
            zones = dict(zip(plan.zone_ids, copy.zone_ids, strict=True))
            self.env["ticket.price"].create(
                [
                    {
                        "zone_id": zones[price.zone_id].id,
                        "type_id": price.type_id.id,
                        "amount": price.amount,
                    }
                    for price in plan.price_ids
                ]
            )
        return copies
