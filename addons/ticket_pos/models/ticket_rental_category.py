from odoo import api, fields, models


class TicketRentalCategory(models.Model):
    """Things of one kind: wheelchairs, opera glasses, audio guides."""

    _name = "ticket.rental.category"
    _description = "Rental Category"
    _inherit = ["image.mixin"]
    _order = "sequence, name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    rate_id = fields.Many2one(
        "ticket.rental.rate", required=True, ondelete="restrict", check_company=True
    )
    deposit = fields.Monetary(help="Taken when a thing goes out, given back with it.")
    replacement_price = fields.Monetary(
        help="Asked for a thing that does not come back."
    )
    item_ids = fields.One2many("ticket.rental.item", "category_id", string="Items")
    item_count = fields.Integer(compute="_compute_counts", string="All Items")
    available_count = fields.Integer(compute="_compute_counts", string="Available")
    out_count = fields.Integer(compute="_compute_counts", string="Out")

    _amounts_positive = models.Constraint(
        "CHECK(deposit >= 0 AND replacement_price >= 0)", "Amounts are zero or more."
    )

    @api.depends("item_ids.state")
    def _compute_counts(self):
        counts = {
            (category, state): count
            for category, state, count in self.env["ticket.rental.item"]._read_group(
                [("category_id", "in", self.ids)], ["category_id", "state"], ["__count"]
            )
        }
        for category in self:
            of_state = {
                state: count
                for (own, state), count in counts.items()
                if own == category
            }
            category.item_count = sum(of_state.values())
            category.available_count = of_state.get("available", 0)
            category.out_count = of_state.get("out", 0)

    def action_open_items(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_pos.ticket_rental_item_action"
        )
        return action | {
            "domain": [("category_id", "=", self.id)],
            "context": {"default_category_id": self.id},
        }
