from odoo import api, fields, models
from odoo.tools.misc import format_datetime


class TicketHold(models.Model):
    """How a price comes about, line by line: kept with what was sold, told in the
    language of whoever reads it."""

    _inherit = "ticket.hold"

    @api.model
    def _list_price_steps(self, made, currency):
        """The steps of a list price as plain values.

        :param made: ``price_steps.Step`` values, sources are records
        """
        scale = 10**currency.decimal_places
        return [
            {
                "kind": step.kind,
                "amount": currency.round(step.amount / scale),
                "currency": currency.name,
                **self._step_words(step),
            }
            for step in made
        ]

    def _step_words(self, step):
        source = step.source
        if step.kind == "plan":
            return {"name": source.plan_id.name}
        if step.kind == "change":
            since = fields.Datetime.to_string(source.starts_at)
            effect = source._effect_label() if source.effect != "set" else ""
            return {"name": source.name or "", "since": since, "effect": effect}
        if step.kind in ("rule", "floor", "ceiling"):
            effect = source._effect_label() if step.kind == "rule" else ""
            when = source._when_label()
            return {"name": source.rule_id.name, "effect": effect, "when": when}
        return {}

    @api.model
    def _price_steps_from(self, list_price, sold, source, taxes):
        """What pricelist and taxes made of the list price, as plain values.

        :param list_price: (amount, currency)
        :param sold: (unit price, what one ticket costs with tax, currency)
        :param source: what made the price: a pricelist or a ``ticket.strategy``
        """
        amount, own = list_price
        price_unit, unit_total, currency = sold
        steps = []
        if currency != own or currency.compare_amounts(price_unit, amount):
            steps.append(
                {
                    "kind": (
                        "strategy" if source._name == "ticket.strategy" else "pricelist"
                    ),
                    "name": source.name or "",
                    "amount": price_unit,
                }
            )
        if taxes:
            included = not currency.compare_amounts(price_unit, unit_total)
            kind = "tax_included" if included else "tax"
            name = ", ".join(taxes.mapped("name"))
            steps.append({"kind": kind, "name": name, "amount": unit_total})
        return [{**step, "currency": currency.name} for step in steps]

    @api.model
    def _explain_price(self, steps):
        """:return: [(what happened, the price after it)] in the user's language"""
        currencies = {
            currency.name: currency
            for currency in self.env["res.currency"]
            .sudo()
            .with_context(active_test=False)
            .search([("name", "in", [step["currency"] for step in steps or ()])])
        }
        return [
            (
                self._step_label(step),
                currencies[step["currency"]].format(step["amount"]),
            )
            for step in steps or ()
        ]

    def _step_label(self, step):
        labels = {
            "strategy": self.env._("Strategy %(name)s", name=step.get("name")),
            "plan": self.env._("Price plan %(name)s", name=step.get("name")),
            "session": self.env._("Price of this performance"),
            "change": self._change_label(step),
            "rule": self.env._(
                "Rule %(name)s: %(effect)s, %(when)s",
                name=step.get("name"),
                effect=step.get("effect"),
                when=step.get("when"),
            ),
            "floor": self.env._("Floor of %(name)s", name=step.get("name")),
            "ceiling": self.env._("Ceiling of %(name)s", name=step.get("name")),
            "pricelist": self.env._("Pricelist %(name)s", name=step.get("name")),
            "tax": self.env._("Plus %(name)s", name=step.get("name")),
            "tax_included": self.env._("%(name)s included", name=step.get("name")),
        }
        return labels.get(step["kind"], step.get("name") or step["kind"])

    def _change_label(self, step):
        if step["kind"] != "change":
            return ""
        since = fields.Datetime.to_datetime(step["since"])
        label = self.env._(
            "Changed on %(when)s",
            when=format_datetime(self.env, since, dt_format="short"),
        )
        extra = " · ".join(filter(None, [step.get("name"), step.get("effect")]))
        return f"{label}: {extra}" if extra else label
