from odoo import fields, models


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
