from odoo import fields, models

from .ticket_gate_command import GOOD_FOR


class TicketGateDevice(models.Model):
    """Devices that are told what to do."""

    _inherit = "ticket.gate.device"

    reported_state = fields.Char(
        string="State It Reports",
        readonly=True,
        copy=False,
        help="How the device says that it stands. May lag behind its lane.",
    )

    def _command(self, command, text=None):
        """Tell each device to do something, with its next heartbeat.

        :param str command: one of ``COMMANDS``
        :param str text: what to show, with ``message``
        :return: the commands
        """
        good_for = GOOD_FOR.get(command)
        expires_at = good_for and fields.Datetime.now() + good_for
        commands_sudo = self.env["ticket.gate.command"].sudo()  # callers may command
        return commands_sudo.create(
            [
                {
                    "device_id": device.id,
                    "command": command,
                    "text": text,
                    "expires_at": expires_at,
                }
                for device in self
            ]
        )
