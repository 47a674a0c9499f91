from odoo import api, fields, models
from odoo.exceptions import ValidationError


class PriceScopeMixin(models.AbstractModel):
    """Which prices a change or a rule is about: those of a plan or of one session, in
    one zone or all, of one ticket type or all."""

    _name = "price.scope.mixin"
    _description = "Scope of a Price Change"
    _check_company_auto = True

    plan_id = fields.Many2one(
        "ticket.price.plan",
        string="Price Plan",
        ondelete="cascade",
        index="btree_not_null",
        help="For every session with this plan.",
    )
    session_id = fields.Many2one(
        "ticket.session",
        ondelete="cascade",
        index="btree_not_null",
        help="For this performance only.",
    )
    priced_plan_id = fields.Many2one(
        "ticket.price.plan", compute="_compute_priced_plan_id"
    )
    zone_id = fields.Many2one(
        "ticket.zone",
        ondelete="cascade",
        domain="[('plan_id', '=', priced_plan_id)]",
        help="Empty: every zone.",
    )
    type_id = fields.Many2one(
        "ticket.type",
        string="Ticket Type",
        ondelete="restrict",
        check_company=True,
        help="Empty: every type.",
    )
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True, precompute=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")

    @api.depends("plan_id", "session_id.plan_id")
    def _compute_priced_plan_id(self):
        for scope in self:
            scope.priced_plan_id = scope.plan_id or scope.session_id.plan_id

    @api.depends("plan_id.company_id", "session_id.company_id")
    def _compute_company_id(self):
        for scope in self:
            scope.company_id = scope.plan_id.company_id or scope.session_id.company_id

    @api.constrains("plan_id", "session_id", "zone_id")
    def _check_scope(self):
        for scope in self:
            if bool(scope.plan_id) == bool(scope.session_id):
                raise ValidationError(
                    self.env._("Choose either a price plan or one session.")
                )
            if scope.zone_id and scope.zone_id.plan_id != scope.priced_plan_id:
                raise ValidationError(
                    self.env._(
                        "Zone %(zone)s does not belong to price plan %(plan)s.",
                        zone=scope.zone_id.name,
                        plan=scope.priced_plan_id.name or "–",
                    )
                )

    def _covers(self, zone_id, type_id):
        self.ensure_one()
        return self.zone_id.id in (False, zone_id) and self.type_id.id in (
            False,
            type_id,
        )

    def _overlaps(self, other):
        """Whether some price is meant by both."""
        return (
            self.plan_id == other.plan_id
            and self.session_id == other.session_id
            and (not self.zone_id or not other.zone_id or self.zone_id == other.zone_id)
            and (not self.type_id or not other.type_id or self.type_id == other.type_id)
        )

    def _siblings(self):
        """The other records of the same plans and sessions."""
        return self.search(
            [
                "|",
                ("plan_id", "in", self.plan_id.ids),
                ("session_id", "in", self.session_id.ids),
            ]
        )

    def _covered_prices(self):
        """The plan's prices that are meant."""
        self.ensure_one()
        return self.sudo().priced_plan_id.price_ids.filtered(
            lambda price: self._covers(price.zone_id.id, price.type_id.id)
        )

    def _for_session(self, session):
        """Those of a session and of its plan, in the given order."""
        return self.filtered(
            lambda scope: (
                scope.session_id == session
                or (scope.plan_id and scope.plan_id == session.plan_id)
            )
        )

    def _scope_label(self):
        """“Zone B · Adult”, or what stands for all of them."""
        self.ensure_one()
        zone = self.zone_id.name or self.env._("all zones")
        return f"{zone} · {self.type_id.name or self.env._('all types')}"
