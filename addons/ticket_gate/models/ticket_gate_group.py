from odoo import fields, models


class TicketGateGroup(models.Model):
    """Lanes that follow the same rules, such as "North entrance"."""

    _name = "ticket.gate.group"
    _description = "Gate Group"
    _inherit = ["ticket.cached.mixin"]
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    venue_id = fields.Many2one(
        "ticket.venue", required=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(related="venue_id.company_id", store=True)
    gate_ids = fields.One2many("ticket.gate", "group_id", string="Lanes")
    rule_ids = fields.One2many(
        "ticket.gate.rule",
        "group_id",
        string="Rules",
        default=lambda self: [fields.Command.create({})],
        copy=True,
    )
    active = fields.Boolean(default=True)
