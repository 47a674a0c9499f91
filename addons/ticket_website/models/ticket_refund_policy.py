from odoo import fields, models


class TicketRefundPolicy(models.Model):
    _inherit = "ticket.refund.policy"

    self_exchange = fields.Boolean(
        string="Exchange by the Customer",
        help="Customers change their tickets for other places or another day of the same "
        "show on the website, and pay or get back the difference.",
    )
