from odoo import fields, models
from odoo.tools import SQL

from .. import reasons


class TicketGateReport(models.Model):
    """Scans as figures: people in and out, refusals, by lane, time, show and reason."""

    _name = "ticket.gate.report"
    _description = "Admissions"
    _auto = False
    _rec_name = "scanned_at"
    _order = "scanned_at desc, id"

    scanned_at = fields.Datetime(string="Time", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    venue_id = fields.Many2one("ticket.venue", readonly=True)
    group_id = fields.Many2one("ticket.gate.group", string="Gate Group", readonly=True)
    gate_id = fields.Many2one("ticket.gate", string="Lane", readonly=True)
    device_id = fields.Many2one("ticket.gate.device", readonly=True)
    show_id = fields.Many2one("ticket.show", readonly=True)
    session_id = fields.Many2one("ticket.session", readonly=True)
    zone_id = fields.Many2one("ticket.zone", readonly=True)
    type_id = fields.Many2one("ticket.type", string="Ticket Type", readonly=True)
    reason = fields.Selection(reasons.LABELS, readonly=True)
    is_offline = fields.Boolean(string="Offline", readonly=True)
    people_in = fields.Integer(readonly=True)
    people_out = fields.Integer(readonly=True)
    refused = fields.Integer(string="Refused Scans", readonly=True)
    scans = fields.Integer(readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
      SELECT scan.id, scan.scanned_at, scan.company_id, gate.venue_id, gate.group_id,
             scan.gate_id, scan.device_id, session.show_id, scan.session_id,
             scan.zone_id, scan.type_id, scan.reason, scan.is_offline,
             CASE WHEN scan.direction = 'in' THEN scan.passed ELSE 0 END AS people_in,
             CASE WHEN scan.direction = 'out' THEN scan.passed ELSE 0 END AS people_out,
             (scan.result = 'refuse')::int AS refused,
             (scan.result IN ('admit', 'refuse'))::int AS scans
        FROM ticket_scan scan
        JOIN ticket_gate gate ON gate.id = scan.gate_id
   LEFT JOIN ticket_session session ON session.id = scan.session_id
            """
        )
