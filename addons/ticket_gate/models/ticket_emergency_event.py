from odoo import fields, models


class TicketEmergencyEvent(models.Model):
    """One line of an emergency's log. Added only, never changed."""

    _name = "ticket.emergency.event"
    _description = "Emergency Log"
    _order = "id"
    _rec_name = "kind"
    _log_access = False

    emergency_id = fields.Many2one(
        "ticket.emergency", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="emergency_id.company_id", store=True)
    at = fields.Datetime(
        string="When", required=True, readonly=True, default=fields.Datetime.now
    )
    kind = fields.Selection(
        [
            ("raised", "Alarm raised"),
            ("again", "Raised again"),
            ("lanes_opened", "Lanes set free"),
            ("sale_stopped", "Sale and check-in stopped"),
            ("overtaken", "Drill broken off by an alarm"),
            ("clear", "The panel reports all clear"),
            ("note", "Note"),
            ("end_asked", "End asked for"),
            ("ended", "Ended"),
        ],
        string="Event",
        required=True,
        readonly=True,
    )
    text = fields.Char(readonly=True)
    user_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    device_id = fields.Many2one(
        "ticket.gate.device", readonly=True, ondelete="restrict"
    )
