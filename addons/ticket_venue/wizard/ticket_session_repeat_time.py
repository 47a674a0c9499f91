from odoo import fields, models

from ..models.ticket_session_plan import WEEKDAYS


class TicketSessionRepeatTime(models.TransientModel):
    _name = "ticket.session.repeat.time"
    _description = "Weekly Time of a Run"
    _order = "weekday, start"

    repeat_id = fields.Many2one(
        "ticket.session.repeat", required=True, ondelete="cascade"
    )
    weekday = fields.Selection(
        WEEKDAYS,
        required=True,
    )
    start = fields.Float(string="Starts At", required=True, default=19.5)
