from fractions import Fraction

from odoo import api, fields, models

from ..tools import refund_fee

HOURS = {"hours": 1, "days": 24}


class TicketRefundStep(models.Model):
    _name = "ticket.refund.step"
    _description = "Refund Step"
    _order = "policy_id, act, hours desc"

    policy_id = fields.Many2one(
        "ticket.refund.policy", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="policy_id.company_id", store=True)
    currency_id = fields.Many2one(related="policy_id.currency_id")
    act = fields.Selection(
        [("refund", "Giving back"), ("exchange", "Exchanging")],
        required=True,
        default="refund",
    )
    before = fields.Integer(
        string="At Least",
        required=True,
        default=24,
        help="The step counts until this long before the start.",
    )
    unit = fields.Selection(
        [("hours", "hours before"), ("days", "days before")],
        required=True,
        default="hours",
    )
    hours = fields.Integer(compute="_compute_hours", store=True, precompute=True)
    kind = fields.Selection(
        [
            ("free", "Free"),
            ("percent", "Part of the price"),
            ("fixed", "Fixed fee a ticket"),
            ("none", "Not given back"),
        ],
        string="Fee",
        required=True,
        default="percent",
    )
    percent = fields.Float(digits=(5, 2))
    least = fields.Monetary(
        string="At Least (Amount)", help="The smallest fee a ticket."
    )
    amount = fields.Monetary(
        string="Fixed Fee", help="A ticket, tax included, never more than its price."
    )

    @api.depends("before", "unit")
    def _compute_hours(self):
        for step in self:
            step.hours = step.before * HOURS[step.unit or "hours"]

    @api.constrains("act", "before", "unit", "kind", "percent", "least", "amount")
    def _check_ladder(self):
        if not self.env.context.get("ticket_ladder_later"):
            self.policy_id._check_ladders()

    @api.depends("kind", "before", "unit", "percent", "amount")
    def _compute_display_name(self):
        for step in self:
            step.display_name = step._sentence()

    def _pure(self, currency=None):
        """This step for ``tools/refund_fee.py``, in minor units of ``currency``."""
        self.ensure_one()
        own = self.currency_id
        currency = currency or own
        digits = 10**currency.decimal_places
        minor = [
            round(
                own._convert(
                    amount, currency, self.company_id, fields.Date.context_today(self)
                )
                * digits
            )
            for amount in (self.amount, self.least)
        ]
        value = Fraction(str(self.percent)) if self.kind == "percent" else minor[0]
        return refund_fee.Step(self.hours, self.kind, Fraction(value), minor[1])

    def _fee(self, price, currency):
        """What is kept of ``price``; None when nothing is given back."""
        digits = 10**currency.decimal_places
        fee = self._pure(currency).fee(round(price * digits))
        return None if fee is None else currency.round(fee / digits)

    def _sentence(self):
        """The step as customers read it."""
        self.ensure_one()
        units = dict(self._fields["unit"]._description_selection(self.env))
        until = (
            f"{self.before} {units[self.unit]}"
            if self.before
            else self.env._("until the start")
        )
        if self.kind == "free":
            return self.env._("%(until)s: free of charge", until=until)
        if self.kind == "none":
            return self.env._("%(until)s: not possible", until=until)
        if self.kind == "fixed":
            return self.env._(
                "%(until)s: %(fee)s a ticket",
                until=until,
                fee=self.currency_id.format(self.amount),
            )
        percent = f"{self.percent:g} %"
        if not self.least:
            return self.env._(
                "%(until)s: %(percent)s of the price", until=until, percent=percent
            )
        return self.env._(
            "%(until)s: %(percent)s of the price, at least %(least)s",
            until=until,
            percent=percent,
            least=self.currency_id.format(self.least),
        )

    def _explain(self, error):
        """Say what is wrong with a ladder, naming its steps."""
        by_pure = {step._pure(): step for step in self}
        steps = [by_pure[pure] for pure in error.steps]
        names = [step._sentence() for step in steps]
        if error.code == "twice":
            return self.env._(
                "Two steps begin at the same time: “%(first)s” and “%(second)s”.",
                first=self._twins(steps[0])[0]._sentence(),
                second=self._twins(steps[0])[-1]._sentence(),
            )
        if error.code == "kinder":
            return self.env._(
                "Waiting would be cheaper: “%(early)s”, but later “%(late)s”.",
                early=names[0],
                late=names[-1],
            )
        if error.code == "percent":
            return self.env._(
                "“%(step)s”: the part must be above 0 %% and at most 100 %%. Choose "
                "“Free” or “Not given back” for the ends.",
                step=names[0],
            )
        if error.code == "time":
            return self.env._("“%(step)s”: the time is after the start.", step=names[0])
        return self.env._("“%(step)s”: a fee must be more than nothing.", step=names[0])

    def _twins(self, step):
        return self.filtered(lambda other: other.hours == step.hours)
