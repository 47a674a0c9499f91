from odoo import api, fields, models
from odoo.exceptions import ValidationError


class TicketPrice(models.Model):
    _name = "ticket.price"
    _description = "Price of a Zone and a Ticket Type"
    _order = "zone_id, type_id"
    _check_company_auto = True

    zone_id = fields.Many2one(
        "ticket.zone", required=True, ondelete="cascade", index=True
    )
    plan_id = fields.Many2one(related="zone_id.plan_id", store=True, index=True)
    company_id = fields.Many2one(related="plan_id.company_id", store=True)
    type_id = fields.Many2one(
        "ticket.type",
        string="Ticket Type",
        required=True,
        ondelete="restrict",
        check_company=True,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary(
        required=True,
        help="List price of one ticket, on the same tax basis as the product.",
    )

    _zone_type_uniq = models.Constraint(
        "UNIQUE(zone_id, type_id)", "This zone has a price for this type already."
    )
    _amount_not_negative = models.Constraint(
        "CHECK(amount >= 0)", "A price cannot be negative."
    )

    @api.constrains("amount", "type_id")
    def _check_meant(self):
        self._check_free_is_meant(self)

    @api.model
    def _check_free_is_meant(self, prices):
        """:raise ValidationError: nothing is asked for a type that is not to be free"""
        for price in prices:
            if (
                price.currency_id.is_zero(price.amount)
                and not price.type_id.may_be_free
            ):
                raise ValidationError(
                    self.env._(
                        "%(type)s in %(zone)s would cost nothing. If that is meant, tick "
                        "“May Be Free” on the ticket type first.",
                        type=price.type_id.name,
                        zone=price.zone_id.name,
                    )
                )

    def _minor(self):
        """The amount in the smallest unit of the currency."""
        self.ensure_one()
        return round(self.amount * 10**self.currency_id.decimal_places)
