from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.price_steps import Rung, reached


class TicketPriceRuleStep(models.Model):
    _name = "ticket.price.rule.step"
    _description = "Step of a Price Rule"
    _inherit = ["price.effect.mixin"]
    _order = "rule_id, days_before desc, share, id"

    rule_id = fields.Many2one(
        "ticket.price.rule", required=True, ondelete="cascade", index=True
    )
    trigger = fields.Selection(related="rule_id.trigger")
    company_id = fields.Many2one(related="rule_id.company_id", store=True)
    currency_id = fields.Many2one(related="rule_id.currency_id")
    days_before = fields.Integer(help="The step begins so many days before the start.")
    share = fields.Float(
        string="Share Sold (%)", digits=(5, 2), help="Of the places that are for sale."
    )

    _days_positive = models.Constraint(
        "CHECK(days_before >= 0 AND days_before <= 3650)",
        "Days before the performance are counted from 0.",
    )

    @api.depends("trigger", "days_before", "share", "effect", "percent", "amount")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for step in self:
            step.display_name = f"{step._when_label()}: {step._effect_label()}"

    @api.constrains("share", "days_before", "rule_id")
    def _check_thresholds(self):
        for rule in self.rule_id:
            seen = set()
            for step in rule.step_ids:
                if rule.trigger != "days" and not 0 < step.share <= 100:
                    raise ValidationError(
                        self.env._(
                            "Rule “%(rule)s”: the share sold lies between 0 and 100 %%.",
                            rule=rule.name,
                        )
                    )
                threshold = step.share if rule.trigger == "share" else step.days_before
                if threshold in seen:
                    raise ValidationError(
                        self.env._(
                            "Rule “%(rule)s” has two steps for “%(when)s”: which one "
                            "counts? Keep one.",
                            rule=rule.name,
                            when=step._when_label(),
                        )
                    )
                seen.add(threshold)

    def _when_label(self):
        self.ensure_one()
        if self.trigger == "share":
            return self.env._("%(share)s %% sold", share=f"{self.share:g}")
        if self.trigger == "slow":
            return self.env._(
                "under %(share)s %% sold %(days)s days before",
                share=f"{self.share:g}",
                days=self.days_before,
            )
        return self.env._("%(days)s days before", days=self.days_before)

    def _rungs(self):
        return [
            Rung(days=step.days_before, share=round(step.share * 100), source=step)
            for step in self
        ]

    def _reached_now(self, days_left, share):
        """The steps whose condition is met by the sale at this moment."""
        return self.filtered(
            lambda step: reached(step.trigger, step._rungs(), days_left, share)
        )
