from odoo import fields, models


class TicketSlotClosure(models.Model):
    _name = "ticket.slot.closure"
    _description = "Closing Day of Time Slots"
    _order = "day, id"

    plan_id = fields.Many2one(
        "ticket.slot.plan", required=True, ondelete="cascade", index=True
    )
    day = fields.Date(required=True)
    name = fields.Char(string="Reason", translate=True)

    _day_uniq = models.Constraint("UNIQUE(plan_id, day)", "This day is closed already.")
