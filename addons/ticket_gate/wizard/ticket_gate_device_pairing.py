import base64

from odoo import api, fields, models

from .ticket_gate_device_token import _qr_picture


class TicketGateDevicePairing(models.TransientModel):
    """Shows a pairing code once; like the token it is kept nowhere in clear."""

    _name = "ticket.gate.device.pairing"
    _description = "Pairing Code of a Gate Device"

    device_id = fields.Many2one("ticket.gate.device", readonly=True)
    pairing_until = fields.Datetime(related="device_id.pairing_until")
    code = fields.Char(string="Pairing Code", compute="_compute_code", readonly=True)
    address = fields.Char(
        string="Scanner Address",
        compute="_compute_address",
        help="Opens the scanner on the phone that scans the picture.",
    )
    qr = fields.Binary(string="Pairing Picture", compute="_compute_address")

    @api.depends_context("default_code")
    def _compute_code(self):
        code = self.env.context.get("default_code") or ""
        for wizard in self:
            wizard.code = "-".join(filter(None, (code[:4], code[4:])))

    @api.depends("code")
    def _compute_address(self):
        for wizard in self:
            # Behind the # the code stays in the browser: it is in no server's log.
            code = (wizard.code or "").replace("-", "")
            wizard.address = f"{wizard.get_base_url()}/gate"
            wizard.qr = base64.b64encode(_qr_picture(f"{wizard.address}#{code}"))
