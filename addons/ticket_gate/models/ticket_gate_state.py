from odoo import api, fields, models

from ..tools import lane_state
from .ticket_gate_command import MODES


class TicketGate(models.Model):
    """How a lane stands: closed, asking for tickets, free, or in an emergency."""

    _inherit = "ticket.gate"

    mode = fields.Selection(
        [
            (lane_state.NORMAL, "Normal"),
            (lane_state.FREE, "Free"),
            (lane_state.CLOSED, "Closed"),
        ],
        required=True,
        default=lane_state.NORMAL,
        help="Normal: tickets are checked. Free: everybody passes, good tickets are "
        "still counted. Closed: nobody passes.",
    )
    is_emergency = fields.Boolean(
        readonly=True,
        copy=False,
        help="The lane stands open for everybody to leave. Its mode comes back after.",
    )
    state = fields.Selection(
        [
            (lane_state.NORMAL, "Normal"),
            (lane_state.FREE, "Free"),
            (lane_state.CLOSED, "Closed"),
            (lane_state.EMERGENCY, "Emergency"),
        ],
        compute="_compute_state",
    )
    passage_seconds = fields.Integer(
        string="Time to Go Through (s)",
        required=True,
        default=20,
        help="A turnstile that tells us who went through has this long to do so; "
        "after it, the ticket is good again.",
    )

    _passage_seconds_range = models.Constraint(
        "CHECK(passage_seconds BETWEEN 3 AND 600)",
        "Give people from 3 to 600 seconds to go through.",
    )

    @api.depends("mode")
    def _compute_is_open(self):
        for gate in self:
            gate.is_open = gate.mode != lane_state.CLOSED

    def _inverse_is_open(self):
        for gate in self:
            if not gate.is_open:
                gate.mode = lane_state.CLOSED
            elif gate.mode == lane_state.CLOSED:
                gate.mode = lane_state.NORMAL

    @api.depends("mode", "is_emergency")
    def _compute_state(self):
        for gate in self:
            gate.state = lane_state.EMERGENCY if gate.is_emergency else gate.mode

    def _command(self, command, text=None):
        """Tell every paired device of these lanes to do something.

        ``lock``, ``free`` and ``normal`` also set the lane, so that scans are answered
        accordingly from now on and a device that starts anew learns it.
        """
        if command in MODES:
            self.sudo().write({"mode": MODES[command]})  # callers may command
        devices = self.device_ids.filtered(lambda device: device.state == "active")
        return devices._command(command, text)

    def action_open_once(self):
        self.check_access("write")
        self._command("open")

    def action_lock(self):
        self.check_access("write")
        self._command("lock")

    def action_free(self):
        self.check_access("write")
        self._command("free")

    def action_normal(self):
        self.check_access("write")
        self._command("normal")

    def action_reload(self):
        self.check_access("write")
        self._command("reload")
