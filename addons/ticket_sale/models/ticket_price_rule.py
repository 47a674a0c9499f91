from itertools import combinations

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.price_steps import PERCENT, Step, change, confine, reached


class TicketPriceRule(models.Model):
    """Prices that follow the sale: steps by days before the performance, by the share
    sold, or when the sale is slow; never below a floor or above a ceiling."""

    _name = "ticket.price.rule"
    _description = "Price Rule"
    _inherit = ["price.scope.mixin"]
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10, help="Rules work one after the other.")
    active = fields.Boolean(default=True)
    trigger = fields.Selection(
        [
            ("days", "Days before the performance"),
            ("share", "Share sold"),
            ("slow", "Slow sale"),
        ],
        required=True,
        default="days",
        help="Days before: each step begins so many days before the performance.\n"
        "Share sold: each step begins when so much of the zone (or, without a zone, of "
        "the house) is sold, and stays.\n"
        "Slow sale: each step begins so many days before, if less than the share is "
        "sold by then, and stays.",
    )
    step_ids = fields.One2many(
        "ticket.price.rule.step", "rule_id", string="Steps", copy=True
    )
    has_floor = fields.Boolean(string="Never Below")
    floor = fields.Monetary(help="The rule never brings a price below this.")
    has_ceiling = fields.Boolean(string="Never Above")
    ceiling = fields.Monetary(help="The rule never brings a price above this.")
    multiple = fields.Monetary(
        string="Round To", help="Prices of the rule are rounded to multiples of this."
    )

    _one_scope = models.Constraint(
        "CHECK(num_nonnulls(plan_id, session_id) = 1)",
        "Choose either a price plan or one session.",
    )
    _floor_below_ceiling = models.Constraint(
        "CHECK(NOT (has_floor AND has_ceiling) OR floor <= ceiling)",
        "The floor is above the ceiling: no price could be right.",
    )
    _limits_positive = models.Constraint(
        "CHECK((NOT has_floor OR floor > 0) AND (NOT has_ceiling OR ceiling > 0)"
        " AND COALESCE(multiple, 0) >= 0)",
        "Floor, ceiling and rounding are above zero.",
    )

    @api.constrains("active", "plan_id", "session_id", "zone_id", "type_id", "trigger")
    def _check_contradiction(self):
        for one, other in combinations(self._siblings() | self.filtered("active"), 2):
            if one.trigger == other.trigger and one._overlaps(other):
                raise ValidationError(
                    self.env._(
                        "“%(one)s” and “%(other)s” both move the price of %(scope)s by "
                        "the same trigger. Put their steps into one rule.",
                        one=one.name,
                        other=other.name,
                        scope=other._scope_label(),
                    )
                )

    @api.constrains(
        "has_floor", "floor", "has_ceiling", "ceiling", "zone_id", "type_id"
    )
    def _check_limits(self):
        """A limit on the wrong side of today's price would move it by itself."""
        for rule in self:
            money = rule.currency_id.format
            for price in rule._covered_prices().filtered("amount"):
                too_high = rule.has_floor and rule.floor > price.amount
                too_low = rule.has_ceiling and rule.ceiling < price.amount
                if too_high or too_low:
                    raise ValidationError(
                        self.env._(
                            "%(type)s in %(zone)s costs %(price)s, which is not between "
                            "floor and ceiling (%(limit)s) of “%(rule)s”.",
                            type=price.type_id.name,
                            zone=price.zone_id.name,
                            price=money(price.amount),
                            limit=money(rule.floor if too_high else rule.ceiling),
                            rule=rule.name,
                        )
                    )

    @api.model
    def _of(self, sessions):
        """The rules of these sessions in the order in which they work."""
        return self.search(
            [
                "|",
                ("plan_id", "in", sessions.plan_id.ids),
                ("session_id", "in", sessions.ids),
            ],
            order="session_id nulls first, sequence, id",
        )

    def _limits(self):
        """(multiple, floor, ceiling) in minor units, as ``price_steps.confine`` reads."""
        self.ensure_one()
        scale = 10**self.currency_id.decimal_places
        return (
            max(round((self.multiple or 0) * scale), 1),
            round(self.floor * scale) if self.has_floor else None,
            round(self.ceiling * scale) if self.has_ceiling else None,
        )

    def _rungs_reached(self, sessions, at):
        """The step of each rule that counts at a moment.

        Days are told by the clock. What depends on the sale was written down when it was
        reached (``ticket.price.reached``), so that reading a price never counts places.

        :return: {(session id, rule id): price_steps.Rung}
        """
        written = {}
        if self.filtered(lambda rule: rule.trigger != "days"):
            for mark in self.env["ticket.price.reached"].search(
                [("session_id", "in", sessions.ids)]
            ):
                if mark.reached_at > at:
                    continue
                key = (mark.session_id.id, mark.step_id.rule_id.id)
                written.setdefault(key, self.env["ticket.price.rule.step"])
                written[key] |= mark.step_id
        rungs = {}
        for session in sessions:
            days_left = (session.start - at).total_seconds() / 86400
            for rule in self._for_session(session):
                steps = rule.step_ids
                if rule.trigger != "days":
                    steps = written.get((session.id, rule.id), steps.browse())
                rungs[session.id, rule.id] = rule._rung(steps, days_left)
        return rungs

    def _rung(self, steps, days_left):
        """The furthest of these steps, which are known to be reached unless by days."""
        if self.trigger == "share":
            return reached("share", steps._rungs(), days_left, PERCENT)
        if self.trigger == "slow":
            return reached("slow", steps._rungs(), days_left, -1)
        return reached("days", steps._rungs(), days_left, 0)

    def _apply(self, sheet, rung):
        """Add this rule's step to the price sheet of a session, if one is reached."""
        self.ensure_one()
        if not rung:
            return
        step = rung.source
        multiple, floor, ceiling = self._limits()
        for (zone_id, type_id), steps in sheet.items():
            before = steps[-1].amount
            if not before or not self._covers(zone_id, type_id):
                continue
            wanted = change(before, step.effect, step._effect_value())
            amount, limit = confine(wanted, multiple, floor, ceiling)
            if amount <= 0:
                continue
            steps.append(Step("rule", step, wanted if limit else amount))
            if limit:
                steps.append(Step(limit, step, amount))
