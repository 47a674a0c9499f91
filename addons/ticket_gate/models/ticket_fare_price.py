from odoo import fields, models


class TicketFarePrice(models.Model):
    """What the way between two zones costs, in both directions unless both are given."""

    _name = "ticket.fare.price"
    _description = "Fare Between Zones"
    _order = "fare_id, from_zone_id, to_zone_id"
    _check_company_auto = True

    fare_id = fields.Many2one(
        "ticket.fare", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="fare_id.company_id", store=True)
    currency_id = fields.Many2one(related="fare_id.currency_id")
    from_zone_id = fields.Many2one(
        "ticket.fare.zone", required=True, ondelete="restrict", check_company=True
    )
    to_zone_id = fields.Many2one(
        "ticket.fare.zone", required=True, ondelete="restrict", check_company=True
    )
    price = fields.Monetary(required=True)

    _way_uniq = models.UniqueIndex(
        "(fare_id, from_zone_id, to_zone_id)", "This way has a price already."
    )
    _price_positive = models.Constraint("CHECK(price >= 0)", "Prices are zero or more.")
