from odoo import api, fields, models
from odoo.exceptions import ValidationError


class PriceEffectMixin(models.AbstractModel):
    """What is done to a price: so much more or less of it."""

    _name = "price.effect.mixin"
    _description = "Effect on a Price"

    currency_id = fields.Many2one("res.currency")
    effect = fields.Selection(
        [("percent", "Changes by Percent"), ("add", "Changes by Amount")],
        required=True,
        default="percent",
    )
    percent = fields.Float(digits=(6, 2), help="20 is a fifth more, -20 a fifth less.")
    amount = fields.Monetary(help="A new price, or more (less when negative) of it.")

    @api.constrains("effect", "percent", "amount")
    def _check_effect(self):
        for record in self:
            if record.effect == "percent" and not -100 < record.percent <= 1000:
                raise ValidationError(
                    self.env._("A percentage lies between -100 and 1000.")
                )
            wanted = record.percent if record.effect == "percent" else record.amount
            if not wanted and record.effect != "set":
                raise ValidationError(
                    self.env._("This changes nothing: say by how much the price moves.")
                )
            if record.effect == "set" and record.amount < 0:
                raise ValidationError(self.env._("A price cannot be negative."))

    def _effect_value(self):
        """Minor units, or hundredths of a percent: what ``price_steps.change`` reads."""
        self.ensure_one()
        if self.effect == "percent":
            return round(self.percent * 100)
        return round(self.amount * 10**self.currency_id.decimal_places)

    def _effect_label(self):
        """“+10 %”, “−20.00” or the new price."""
        self.ensure_one()
        if self.effect == "percent":
            return f"{self.percent:+g} %"
        sign = "+" if self.effect == "add" and self.amount > 0 else ""
        return sign + self.currency_id.format(self.amount)
