from odoo import fields, models


class TicketTicket(models.Model):
    _inherit = "ticket.ticket"

    outside = fields.Integer(
        readonly=True,
        help="How many of the admitted persons were scanned out and not in again.",
    )
    entries = fields.Integer(
        string="Visits", readonly=True, help="How often persons came in, not back in."
    )
    entries_today = fields.Integer(
        string="Visits That Day",
        readonly=True,
        help="Visits on the day of the last one.",
    )
    entry_day = fields.Integer(
        readonly=True, help="The day of the last visit, counted from 1 January 1970."
    )
    last_admitted_at = fields.Datetime(readonly=True)
    scan_ids = fields.One2many(
        "ticket.scan",
        "ticket_id",
        string="Scans",
        readonly=True,
        groups="ticket_gate.group_ticket_gate",
    )

    _outside_in_range = models.Constraint(
        "CHECK(outside >= 0 AND outside <= admitted AND admitted <= admits)",
        "More people went through the gates than this ticket admits.",
    )
