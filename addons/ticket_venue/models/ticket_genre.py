from odoo import fields, models


class TicketGenre(models.Model):
    _name = "ticket.genre"
    _description = "Show Genre"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
