from odoo import fields, models


class TicketTag(models.Model):
    _name = "ticket.tag"
    _description = "Show Tag"
    _order = "name, id"

    name = fields.Char(required=True, translate=True)
    color = fields.Integer()
    active = fields.Boolean(default=True)

    _name_unique = models.UniqueIndex("((name->>'en_US'))", "This tag exists already.")
