from odoo import fields, models


class TicketSessionRepeatException(models.TransientModel):
    _name = "ticket.session.repeat.exception"
    _description = "Exception of a Run"
    _order = "day, start"

    repeat_id = fields.Many2one(
        "ticket.session.repeat", required=True, ondelete="cascade"
    )
    kind = fields.Selection(
        [("skip", "Not played"), ("extra", "Extra session")],
        required=True,
        default="skip",
    )
    day = fields.Date(required=True)
    start = fields.Float(string="Starts At", default=19.5)
