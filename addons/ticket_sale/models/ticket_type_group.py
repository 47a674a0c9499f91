from odoo import fields, models


class TicketTypeGroup(models.Model):
    _name = "ticket.type.group"
    _description = "Ticket Type Group"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    type_ids = fields.One2many("ticket.type", "group_id", string="Ticket Types")
