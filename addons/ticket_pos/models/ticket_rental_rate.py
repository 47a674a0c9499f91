from odoo import api, fields, models

from odoo.addons.ticket_sale.tools.time_charge import Tariff, charge


class TicketRentalRate(models.Model):
    """What things cost by time; loans keep the rate they began with."""

    _name = "ticket.rental.rate"
    _description = "Rental Rate"
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    free_minutes = fields.Integer(
        help="Whoever is back within these pays nothing; whoever is later pays for the "
        "whole time."
    )
    first_minutes = fields.Integer(default=60, required=True)
    first_price = fields.Monetary(help="What the first minutes cost.")
    step_minutes = fields.Integer(
        default=60, required=True, help="After the first minutes, this is paid at once."
    )
    step_price = fields.Monetary(help="What every further step that has begun costs.")
    day_cap = fields.Monetary(
        string="Most a Day",
        help="The most that 24 hours from the start cost. Zero: no limit.",
    )
    summary = fields.Char(compute="_compute_summary")

    _minutes_positive = models.Constraint(
        "CHECK(first_minutes > 0 AND step_minutes > 0 AND free_minutes >= 0)",
        "The first minutes and the step last a minute or more.",
    )
    _prices_positive = models.Constraint(
        "CHECK(first_price >= 0 AND step_price >= 0 AND day_cap >= 0)",
        "Prices are zero or more.",
    )

    @api.depends(
        "free_minutes",
        "first_minutes",
        "first_price",
        "step_minutes",
        "step_price",
        "day_cap",
        "currency_id",
    )
    @api.depends_context("lang")
    def _compute_summary(self):
        for rate in self:
            rate.summary = self._words(rate._terms(), rate.currency_id)

    # --- terms: plain values that a loan keeps --------------------------------

    def _terms(self):
        """The rate as a loan keeps it, amounts in the currency's smallest unit."""
        self.ensure_one()
        digits = 10**self.currency_id.decimal_places
        return {
            "free_minutes": self.free_minutes,
            "first_minutes": self.first_minutes or 1,
            "first_price": round(self.first_price * digits),
            "step_minutes": self.step_minutes or 1,
            "step_price": round(self.step_price * digits),
            "day_cap": round(self.day_cap * digits),
        }

    @api.model
    def _price(self, terms, minutes, currency):
        """What ``minutes`` cost under these terms."""
        amount = charge(Tariff(**terms), minutes).amount
        return currency.round(amount / 10**currency.decimal_places)

    @api.model
    def _words(self, terms, currency):
        """The terms in a sentence for people."""

        def money(units):
            return currency.format(units / 10**currency.decimal_places)

        if not (terms["first_price"] or terms["step_price"]):
            return self.env._("Free of charge")
        parts = [
            self.env._(
                "%(price)s for the first %(minutes)s min",
                price=money(terms["first_price"]),
                minutes=terms["first_minutes"],
            )
        ]
        if terms["step_price"]:
            parts.append(
                self.env._(
                    "then %(price)s each %(minutes)s min",
                    price=money(terms["step_price"]),
                    minutes=terms["step_minutes"],
                )
            )
        if terms["day_cap"]:
            parts.append(
                self.env._("at most %(price)s a day", price=money(terms["day_cap"]))
            )
        if terms["free_minutes"]:
            parts.append(
                self.env._("free within %(minutes)s min", minutes=terms["free_minutes"])
            )
        return " · ".join(parts)
