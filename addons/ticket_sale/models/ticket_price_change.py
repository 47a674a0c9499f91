from itertools import combinations

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.misc import format_datetime

from ..tools.price_steps import Step, change


class TicketPriceChange(models.Model):
    """A price that changes at a moment: “zone B becomes 380 on 1 December”."""

    _name = "ticket.price.change"
    _description = "Scheduled Price Change"
    _inherit = ["price.scope.mixin", "price.effect.mixin"]
    _order = "starts_at desc, id desc"

    name = fields.Char(
        string="Reason", translate=True, help="Shown where a price is explained."
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    effect = fields.Selection(
        selection_add=[("set", "Becomes"), ("percent",), ("add",)],
        ondelete={"set": "cascade"},
    )
    starts_at = fields.Datetime(string="From", required=True)
    ends_at = fields.Datetime(string="Until", help="Empty: it stays.")
    state = fields.Selection(
        [("planned", "Planned"), ("running", "In Force"), ("over", "Over")],
        compute="_compute_state",
    )

    _one_scope = models.Constraint(
        "CHECK(num_nonnulls(plan_id, session_id) = 1)",
        "Choose either a price plan or one session.",
    )
    _end_after_start = models.Constraint(
        "CHECK(ends_at IS NULL OR ends_at > starts_at)",
        "A price change must end after it starts.",
    )

    @api.depends("starts_at", "ends_at")
    def _compute_state(self):
        now = fields.Datetime.now()
        for record in self:
            if not record.starts_at or record.starts_at > now:
                record.state = "planned"
            else:
                ended = record.ends_at and record.ends_at <= now
                record.state = "over" if ended else "running"

    @api.depends("zone_id", "type_id", "effect", "percent", "amount")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for record in self:
            record.display_name = f"{record._scope_label()}: {record._effect_label()}"

    @api.constrains("plan_id", "session_id", "zone_id", "type_id", "starts_at")
    def _check_contradiction(self):
        """Of two changes that begin together nobody could say which one counts."""
        for one, other in combinations(self._siblings() | self, 2):
            if one.starts_at == other.starts_at and one._overlaps(other):
                raise ValidationError(
                    self.env._(
                        "Two changes of %(scope)s begin on %(when)s: “%(one)s” and "
                        "“%(other)s”. Keep one, or move one to another time.",
                        scope=one._scope_label(),
                        when=format_datetime(self.env, one.starts_at),
                        one=one._effect_label(),
                        other=other._effect_label(),
                    )
                )

    @api.constrains("effect", "amount", "percent", "zone_id", "type_id", "plan_id")
    def _check_price(self):
        for record in self:
            if record.effect == "set" and not record.type_id:
                raise ValidationError(
                    self.env._(
                        "Choose the ticket type whose price becomes %(amount)s.",
                        amount=record._effect_label(),
                    )
                )
            value = record._effect_value()
            for price in record._covered_prices():
                left = change(price._minor(), record.effect, value)
                if left < 0 or (left == 0 and not price.type_id.may_be_free):
                    raise ValidationError(
                        self.env._(
                            "%(type)s in %(zone)s costs %(price)s: nothing would be left "
                            "of it.",
                            type=price.type_id.name,
                            zone=price.zone_id.name,
                            price=record.currency_id.format(price.amount),
                        )
                    )

    @api.model
    def _in_force(self, sessions, at):
        """The changes of these sessions at a moment, the earliest first.

        A session's own changes come after its plan's.
        """
        changes = self.search(
            [
                "|",
                ("plan_id", "in", sessions.plan_id.ids),
                ("session_id", "in", sessions.ids),
            ],
            order="session_id nulls first, starts_at, id",
        )
        return changes.filtered(
            lambda change: (
                change.starts_at <= at and (not change.ends_at or change.ends_at > at)
            )
        )

    def _apply(self, sheet):
        """Add this change to the price sheet of a session; a price that is not meant to
        be free never falls to nothing."""
        self.ensure_one()
        value = self._effect_value()
        for (zone_id, type_id), steps in sheet.items():
            if not self._covers(zone_id, type_id):
                continue
            amount = change(steps[-1].amount, self.effect, value)
            kind = self.env["ticket.type"].browse(type_id)
            if amount > 0 or (amount == 0 and kind.may_be_free):
                steps.append(Step("change", self, amount))
