from odoo import fields, models

from .. import reasons


class TicketScanConflict(models.Model):
    """People who were let in without the network, and whom we would have refused.

    Mostly a ticket that came in at two lanes which could not talk to each other: a
    *double*. Written with the scan and never deleted; staff settle it.
    """

    _name = "ticket.scan.conflict"
    _description = "Double Entry"
    _order = "id desc"
    _log_access = False
    _rec_name = "number"

    scan_id = fields.Many2one(
        "ticket.scan", required=True, readonly=True, ondelete="restrict"
    )
    first_scan_id = fields.Many2one(
        "ticket.scan",
        string="Came In Before",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="The scan that had let somebody in on this ticket already.",
    )
    first_gate_id = fields.Many2one(
        "ticket.gate", string="Before at", readonly=True, ondelete="restrict"
    )
    first_scanned_at = fields.Datetime(
        related="first_scan_id.scanned_at", string="Before on"
    )
    ticket_id = fields.Many2one(
        "ticket.ticket", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    number = fields.Char(string="Ticket Number", readonly=True)
    place = fields.Char(readonly=True)
    session_id = fields.Many2one("ticket.session", readonly=True, ondelete="restrict")
    gate_id = fields.Many2one(
        "ticket.gate", string="Lane", required=True, readonly=True, ondelete="restrict"
    )
    device_id = fields.Many2one(
        "ticket.gate.device", required=True, readonly=True, ondelete="restrict"
    )
    hub_id = fields.Many2one(
        "ticket.gate.device", string="Sent by Hub", readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict"
    )
    reason = fields.Selection(
        reasons.LABELS,
        string="Would Have Been Refused For",
        required=True,
        readonly=True,
    )
    persons = fields.Integer(required=True, readonly=True)
    scanned_at = fields.Datetime(string="Let In on", required=True, readonly=True)
    state = fields.Selection(
        [("open", "Unsettled"), ("settled", "Settled")], required=True, default="open"
    )
    note = fields.Char(help="What was found out, or done.")
    settled_by_id = fields.Many2one("res.users", readonly=True, ondelete="set null")
    settled_at = fields.Datetime(readonly=True)

    _scan_uniq = models.UniqueIndex("(scan_id)", "This scan is listed already.")
    _open_idx = models.Index("(company_id, session_id) WHERE state = 'open'")

    def action_settle(self):
        """Say that somebody has looked into it."""
        self.check_access("write")
        self.filtered(lambda conflict: conflict.state == "open").write(
            {
                "state": "settled",
                "settled_by_id": self.env.uid,
                "settled_at": fields.Datetime.now(),
            }
        )

    def action_reopen(self):
        self.check_access("write")
        self.write({"state": "open", "settled_by_id": False, "settled_at": False})
