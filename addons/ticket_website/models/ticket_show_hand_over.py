from odoo import fields, models


class TicketShow(models.Model):
    """What the house allows its guests: to give tickets on, and to sell them."""

    _inherit = "ticket.show"

    transfer_allowed = fields.Boolean(
        string="May Be Given On",
        default=True,
        help="Guests give a ticket to a friend on the website. The old code dies when "
        "the friend accepts.",
    )
    resale_allowed = fields.Boolean(
        string="May Be Resold",
        help="Guests sell a ticket that they cannot use on the show's resale board.",
    )
    resale_cap = fields.Float(
        string="Highest Price (%)",
        default=100.0,
        digits=(5, 2),
        help="Of what the ticket has cost. Nobody may ask more.",
    )
    resale_fee = fields.Float(
        string="Fee of the House (%)",
        default=5.0,
        digits=(5, 2),
        help="Of the price, kept back from what the seller gets, tax included.",
    )
    hand_over_hours = fields.Integer(
        string="Until Hours before the Start",
        default=2,
        help="Later than this tickets change hands at the box office only.",
    )
    hand_over_limit = fields.Integer(
        string="Tickets a Person and Session",
        default=6,
        help="How many tickets of a session one person may give on and sell together. "
        "0: as many as they like.",
    )

    _resale_cap_in_range = models.Constraint(
        "CHECK(resale_cap > 0 AND resale_cap <= 100)",
        "The highest price is between 1 and 100 percent of what the ticket has cost.",
    )
    _resale_fee_in_range = models.Constraint(
        "CHECK(resale_fee >= 0 AND resale_fee <= 50)",
        "The fee is between 0 and 50 percent of the price.",
    )
    _hand_over_not_negative = models.Constraint(
        "CHECK(hand_over_hours >= 0 AND hand_over_limit >= 0)",
        "Hours and tickets cannot be negative.",
    )
