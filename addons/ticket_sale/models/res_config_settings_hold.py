from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ticket_hold_website = fields.Integer(
        related="company_id.ticket_hold_website", readonly=False
    )
    ticket_hold_pos = fields.Integer(
        related="company_id.ticket_hold_pos", readonly=False
    )
    ticket_hold_kiosk = fields.Integer(
        related="company_id.ticket_hold_kiosk", readonly=False
    )
    ticket_hold_distributor = fields.Integer(
        related="company_id.ticket_hold_distributor", readonly=False
    )
    ticket_hold_backoffice = fields.Integer(
        related="company_id.ticket_hold_backoffice", readonly=False
    )
    ticket_hold_payment = fields.Integer(
        related="company_id.ticket_hold_payment", readonly=False
    )
    ticket_extend_count = fields.Integer(
        related="company_id.ticket_extend_count", readonly=False
    )
    ticket_extend_minutes = fields.Integer(
        related="company_id.ticket_extend_minutes", readonly=False
    )
    ticket_waiting_minutes = fields.Integer(
        related="company_id.ticket_waiting_minutes", readonly=False
    )
    ticket_remind_hours = fields.Integer(
        related="company_id.ticket_remind_hours", readonly=False
    )
