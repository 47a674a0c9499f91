from odoo import fields, models

from odoo.addons.ticket_sale.tools.time_charge import Tariff, charge

from ..tools import fare


class TicketFare(models.Model):
    """What a trip from an entry to an exit costs whoever pays by stored-value card."""

    _name = "ticket.fare"
    _description = "Fare"
    _inherit = ["ticket.cached.mixin"]
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    product_id = fields.Many2one(
        "product.product",
        required=True,
        ondelete="restrict",
        check_company=True,
        domain="[('type', '=', 'service')]",
        default=lambda self: self.env.ref(
            "ticket_gate.product_fare", raise_if_not_found=False
        ),
        help="Its income account and taxes are those of the trips.",
    )
    by = fields.Selection(
        [("time", "Time Inside"), ("zone", "Way Between Zones")],
        string="Charged By",
        required=True,
        default="time",
    )
    free_minutes = fields.Integer(help="Whoever leaves within these pays nothing.")
    first_minutes = fields.Integer(default=60, required=True)
    first_price = fields.Monetary(help="What the first minutes cost.")
    step_minutes = fields.Integer(default=60, required=True)
    step_price = fields.Monetary(help="What every further step that has begun costs.")
    trip_cap = fields.Monetary(
        string="Most a Trip", help="The most that 24 hours inside cost. Zero: no limit."
    )
    price_ids = fields.One2many("ticket.fare.price", "fare_id", copy=True)
    least_balance = fields.Monetary(
        string="Least on the Card", help="Who has less does not come in."
    )
    day_cap = fields.Monetary(
        string="Most a Day",
        help="The most that one card pays in one day. Zero: no limit.",
    )
    lost_price = fields.Monetary(
        string="Without Exit",
        help="Taken when a card comes in again, or stays too long, without having left.",
    )
    stray_price = fields.Monetary(
        string="Without Entry", help="Taken when a card leaves that has not come in."
    )
    longest_minutes = fields.Integer(
        string="Longest Stay (min)",
        required=True,
        default=24 * 60,
        help="Who stays longer counts as having left without being seen.",
    )
    trusts = fields.Boolean(
        string="May Leave Owing",
        default=True,
        help="Otherwise who has too little on the card charges it before leaving.",
    )

    _minutes_positive = models.Constraint(
        "CHECK(first_minutes > 0 AND step_minutes > 0 AND free_minutes >= 0 "
        "AND longest_minutes > 0)",
        "The first minutes, the step and the longest stay last a minute or more.",
    )
    _amounts_positive = models.Constraint(
        "CHECK(first_price >= 0 AND step_price >= 0 AND trip_cap >= 0 "
        "AND least_balance >= 0 AND day_cap >= 0 AND lost_price >= 0 "
        "AND stray_price >= 0)",
        "Prices are zero or more.",
    )

    def _units(self, amount):
        """An amount in the currency's smallest unit."""
        return round(amount * 10**self.currency_id.decimal_places)

    def _money(self, units):
        digits = 10**self.currency_id.decimal_places
        return self.currency_id.round(units / digits)

    def _terms(self):
        """The rules as the pure decision wants them."""
        self.ensure_one()
        return fare.Terms(
            least_balance=self._units(self.least_balance),
            day_cap=self._units(self.day_cap),
            lost_price=self._units(self.lost_price),
            stray_price=self._units(self.stray_price),
            longest_minutes=self.longest_minutes,
            trusts=self.trusts,
        )

    def _price(self, minutes, entry_zone, exit_zone):
        """What a trip costs, in the currency's smallest unit.

        A way without a price of its own costs what the way back costs, and without
        that the dearest of the table: nobody travels free by a gap in it.
        """
        self.ensure_one()
        if self.by == "time":
            return charge(self._tariff(), minutes).amount
        ways = {(way.from_zone_id, way.to_zone_id): way.price for way in self.price_ids}
        price = ways.get(
            (entry_zone, exit_zone),
            ways.get((exit_zone, entry_zone), max(ways.values(), default=0.0)),
        )
        return self._units(price)

    def _tariff(self):
        return Tariff(
            first_price=self._units(self.first_price),
            step_price=self._units(self.step_price),
            first_minutes=self.first_minutes,
            step_minutes=self.step_minutes,
            free_minutes=self.free_minutes,
            day_cap=self._units(self.trip_cap),
        )
