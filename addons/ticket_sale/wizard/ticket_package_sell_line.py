from odoo import fields, models


class TicketPackageSellLine(models.TransientModel):
    _name = "ticket.package.sell.line"
    _description = "Session of a Package to Sell"

    sell_id = fields.Many2one("ticket.package.sell", required=True, ondelete="cascade")
    session_id = fields.Many2one("ticket.session", required=True)
    plan_id = fields.Many2one(related="session_id.plan_id")
    left_count = fields.Integer(related="session_id.left_count", string="Left")
    chosen = fields.Boolean()
    zone_id = fields.Many2one("ticket.zone", domain="[('plan_id', '=', plan_id)]")
