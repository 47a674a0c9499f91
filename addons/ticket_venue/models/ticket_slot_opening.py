from odoo import fields, models

from .ticket_session_plan import WEEKDAYS


class TicketSlotOpening(models.Model):
    _name = "ticket.slot.opening"
    _description = "Opening Hours of Time Slots"
    _order = "weekday, opens, id"

    plan_id = fields.Many2one(
        "ticket.slot.plan", required=True, ondelete="cascade", index=True
    )
    weekday = fields.Selection(WEEKDAYS, required=True)
    opens = fields.Float(required=True, default=9.0)
    closes = fields.Float(
        required=True, default=17.0, help="Visits end by then; 24:00 is midnight."
    )
