from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    pos_ticket_selling = fields.Boolean(
        related="pos_config_id.ticket_selling", readonly=False
    )
    pos_ticket_printer_id = fields.Many2one(
        related="pos_config_id.ticket_printer_id", readonly=False
    )
    pos_ticket_rental = fields.Boolean(
        related="pos_config_id.ticket_rental", readonly=False
    )
    ticket_rental_deposit_account_id = fields.Many2one(
        related="company_id.ticket_rental_deposit_account_id", readonly=False
    )
    pos_ticket_blind_count = fields.Boolean(
        related="pos_config_id.ticket_blind_count", readonly=False
    )
    ticket_reprint_limit = fields.Integer(
        related="company_id.ticket_reprint_limit", readonly=False
    )
