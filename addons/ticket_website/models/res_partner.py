from odoo import fields, models


class ResPartner(models.Model):
    """What a customer does not want to be told."""

    _inherit = "res.partner"

    ticket_no_alerts = fields.Boolean(
        string="No On-sale Alerts",
        help="Does not want to hear when a favourite goes on sale.",
    )
    ticket_no_reviews = fields.Boolean(
        string="No Review Invitations",
        help="Does not want to be asked for reviews.",
    )
