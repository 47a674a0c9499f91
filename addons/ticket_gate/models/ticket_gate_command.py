from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..tools import lane_state, scanning

COMMANDS = [
    ("open", "Open Once"),
    ("lock", "Close the Lane"),
    ("free", "Set the Lane Free"),
    ("normal", "Back to Normal"),
    ("reload", "Load Everything Again"),
    ("message", "Show a Message"),
]
#: A gate that hears "open" late must not open for somebody else.
GOOD_FOR = {"open": timedelta(seconds=30)}
#: Commands that the lane keeps to, also when the device starts anew.
MODES = {
    "lock": lane_state.CLOSED,
    "free": lane_state.FREE,
    "normal": lane_state.NORMAL,
}


class TicketGateCommand(models.Model):
    """What a device shall do. Told with each heartbeat until the device says it did."""

    _name = "ticket.gate.command"
    _description = "Command to a Gate Device"
    _order = "id desc"
    _rec_name = "command"
    _check_company_auto = True

    device_id = fields.Many2one(
        "ticket.gate.device", required=True, readonly=True, ondelete="cascade"
    )
    gate_id = fields.Many2one(related="device_id.gate_id", store=True)
    company_id = fields.Many2one(related="device_id.company_id", store=True)
    command = fields.Selection(COMMANDS, required=True, readonly=True)
    text = fields.Char(readonly=True)
    expires_at = fields.Datetime(readonly=True)
    done_at = fields.Datetime(string="Done on", readonly=True)

    _waiting_idx = models.Index("(device_id) WHERE done_at IS NULL")

    @api.model
    def _waiting(self, device_ids, now):
        """Return the commands that these devices have not done yet, oldest first."""
        rows = self.env.execute_query_dict(
            SQL(
                """
                SELECT id, command, device_id AS device, text, create_date, expires_at
                  FROM ticket_gate_command
                 WHERE device_id = ANY(%s) AND done_at IS NULL
                   AND (expires_at IS NULL OR expires_at > %s)
              ORDER BY id
                """,
                list(device_ids),
                now,
            )
        )
        return [
            {
                "id": row["id"],
                "command": row["command"],
                "device": row["device"],
                "text": row["text"] or None,
                "issued_at": scanning.iso(row["create_date"].replace(microsecond=0)),
                "expires_at": row["expires_at"] and scanning.iso(row["expires_at"]),
            }
            for row in rows
        ]

    @api.model
    def _note_done(self, device_ids, done):
        """Tell no more what the devices say they did; ids of others are ignored."""
        self.env.execute_query(
            SQL(
                """
                UPDATE ticket_gate_command SET done_at = now() AT TIME ZONE 'UTC'
                 WHERE device_id = ANY(%s) AND id = ANY(%s) AND done_at IS NULL
             RETURNING id
                """,
                list(device_ids),
                done,
            )
        )
