from odoo import api, fields, models


class TicketGatePassType(models.Model):
    """A kind of pass: season card, annual card, staff pass. Gate rules say by type
    where, when and how often its holders come in."""

    _name = "ticket.gate.pass.type"
    _description = "Type of Pass"
    _inherit = ["ticket.cached.mixin"]
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
    )
    venue_id = fields.Many2one(
        "ticket.venue",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        help="Empty: good at every venue whose gate rules name this type.",
    )
    tier_id = fields.Many2one(
        "ticket.membership.tier",
        string="For Members Of",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        help="Members of this tier have such a pass as long as their membership runs. "
        "Their membership card opens the gates.",
    )
    admits = fields.Integer(
        string="Persons",
        required=True,
        default=1,
        help="How many people one pass lets in: the holder and those who come along, "
        "such as a family or the companion of a wheelchair user.",
    )
    months = fields.Integer(
        string="Valid (months)", help="How long a new pass is good. 0: without end."
    )
    active = fields.Boolean(default=True)
    pass_count = fields.Integer(compute="_compute_pass_count")

    _admits_positive = models.Constraint(
        "CHECK(admits > 0)", "A pass must let in at least one person."
    )
    _months_not_negative = models.Constraint(
        "CHECK(months >= 0)", "A pass cannot be good for less than no time."
    )
    _tier_uniq = models.UniqueIndex(
        "(tier_id) WHERE active AND tier_id IS NOT NULL",
        "The members of this tier have a pass already.",
    )

    def _compute_pass_count(self):
        counts = dict(
            self.env["ticket.gate.pass"]._read_group(
                [("type_id", "in", self.ids)], ["type_id"], ["__count"]
            )
        )
        for kind in self:
            kind.pass_count = counts.get(kind, 0)

    @api.model_create_multi
    def create(self, vals_list):
        kinds = super().create(vals_list)
        kinds._give_members()
        return kinds

    def write(self, vals):
        result = super().write(vals)
        if "tier_id" in vals:
            self._give_members()
        return result

    def action_view_passes(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": "ticket.gate.pass",
            "view_mode": "list,form",
            "domain": [("type_id", "=", self.id)],
            "context": {"default_type_id": self.id},
        }

    def _give_members(self):
        """Give those who are members already their pass."""
        for kind in self.filtered("tier_id"):
            # members are the sale's business, whoever sets up gates may count on them
            members_sudo = (
                self.env["ticket.membership"]
                .sudo()
                .search(
                    [
                        ("tier_id", "=", kind.tier_id.id),
                        ("company_id", "=", kind.company_id.id),
                        ("state", "in", ("active", "frozen")),
                    ]
                )
            )
            self.env["ticket.gate.pass"]._give(kind, members_sudo)
