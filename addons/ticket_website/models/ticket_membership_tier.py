from odoo import fields, models


class TicketMembershipTier(models.Model):
    _inherit = "ticket.membership.tier"

    free_delivery = fields.Boolean(help="Members pay no delivery fee on the website.")
