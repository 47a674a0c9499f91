from odoo import fields, models

STEPS = [
    ("list", "What's On"),
    ("show", "Show Page"),
    ("seats", "Seats"),
    ("cart", "Cart"),
    ("checkout", "Payment"),
]


class TicketWebVisit(models.Model):
    """How many came to a step on the way to a ticket: one row a day, website, show,
    campaign and step. Nobody can be recognised in it."""

    _name = "ticket.web.visit"
    _description = "Web Visits of a Day"
    _order = "day desc, id desc"
    _log_access = False
    _rec_name = "day"

    day = fields.Date(required=True, readonly=True, index=True)
    website_id = fields.Many2one(
        "website", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    show_id = fields.Many2one(
        "ticket.show", readonly=True, ondelete="cascade", index="btree_not_null"
    )
    step = fields.Selection(STEPS, required=True, readonly=True)
    campaign_id = fields.Many2one("utm.campaign", readonly=True, ondelete="set null")
    source_id = fields.Many2one("utm.source", readonly=True, ondelete="set null")
    medium_id = fields.Many2one("utm.medium", readonly=True, ondelete="set null")
    visits = fields.Integer(readonly=True)
    visitors = fields.Integer(readonly=True)
