from odoo import fields, models


class Website(models.Model):
    """How often seats may be taken: robots ask more often than people."""

    _inherit = "website"

    ticket_holds_visitor = fields.Integer(
        string="Seat Choices per Visitor",
        default=60,
        help="How often one visitor may take seats within ten minutes; 0 for no limit.",
    )
    ticket_holds_address = fields.Integer(
        string="Seat Choices per Address",
        default=600,
        help="How often seats may be taken from one internet address within ten "
        "minutes; many people may share one. 0 for no limit.",
    )
