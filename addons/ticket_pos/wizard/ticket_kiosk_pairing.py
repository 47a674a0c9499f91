from odoo import api, fields, models


class TicketKioskPairing(models.TransientModel):
    """Shows a kiosk's pairing code once.

    The form is never saved: the code travels in the action's context to the browser of
    whoever made it and is written nowhere.
    """

    _name = "ticket.kiosk.pairing"
    _description = "Pairing of a Kiosk"

    kiosk_id = fields.Many2one("ticket.kiosk", readonly=True)
    code = fields.Char(compute="_compute_code")
    url = fields.Char(string="Address", compute="_compute_url")

    @api.depends_context("default_code")
    def _compute_code(self):
        for wizard in self:
            wizard.code = self.env.context.get("default_code")

    @api.depends("code")
    def _compute_url(self):
        for wizard in self:
            wizard.url = f"{wizard.get_base_url()}/kiosk"
