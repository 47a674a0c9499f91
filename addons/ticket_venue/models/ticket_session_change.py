from odoo import fields, models


class TicketSessionChange(models.Model):
    """That a session was put off, got another date or was cancelled: who did it, why,
    and what the public is told. Nothing is ever changed or deleted here."""

    _name = "ticket.session.change"
    _description = "Change of a Session"
    _order = "id desc"
    _rec_name = "kind"

    session_id = fields.Many2one(
        "ticket.session", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="session_id.company_id", store=True)
    kind = fields.Selection(
        [
            ("postponed", "Postponed, date open"),
            ("rescheduled", "New Date"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
    )
    reason = fields.Char(required=True, readonly=True)
    notice = fields.Text(readonly=True, string="Told to the Public")
    start_before = fields.Datetime(string="Date Before", readonly=True)
    start_after = fields.Datetime(string="New Date", readonly=True)
    told_count = fields.Integer(
        string="Customers Told", readonly=True, help="How many were sent a mail."
    )
