import base64
from io import BytesIO

from PIL import Image

from odoo import api, fields, models

from odoo.addons.ticket_sale.tools import qr


class TicketGateDeviceToken(models.TransientModel):
    """Shows a device's token once.

    The form is never saved: the token travels in the action's context to the browser of
    whoever made it and is written nowhere.
    """

    _name = "ticket.gate.device.token"
    _description = "Token of a Gate Device"

    device_id = fields.Many2one("ticket.gate.device", readonly=True)
    token = fields.Char(compute="_compute_token", readonly=True)
    pairing_url = fields.Char(
        string="Pairing Address",
        compute="_compute_pairing_url",
        help="Opens the scanner, paired.",
    )
    qr = fields.Binary(string="Pairing Code", compute="_compute_pairing_url")

    @api.depends_context("default_token")
    def _compute_token(self):
        for wizard in self:
            wizard.token = self.env.context.get("default_token")

    @api.depends("token")
    def _compute_pairing_url(self):
        for wizard in self:
            # Behind the # the token stays in the browser: it is in no server's log.
            wizard.pairing_url = f"{wizard.get_base_url()}/gate#{wizard.token}"
            wizard.qr = base64.b64encode(_qr_picture(wizard.pairing_url))


def _qr_picture(text, scale=6, margin=4):
    """Return a PNG of the QR code of ``text``, with its quiet zone."""
    rows = qr.matrix(text)
    size = len(rows) + 2 * margin
    picture = Image.new("1", (size, size), 1)
    for y, row in enumerate(rows, margin):
        for x, dark in enumerate(row, margin):
            picture.putpixel((x, y), not dark)
    png = BytesIO()
    picture.resize((size * scale, size * scale)).save(png, "PNG")
    return png.getvalue()
