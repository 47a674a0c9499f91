from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ticket_advance_account_id = fields.Many2one(
        related="company_id.ticket_advance_account_id", readonly=False
    )
    ticket_income_account_id = fields.Many2one(
        related="company_id.ticket_income_account_id", readonly=False
    )
    ticket_journal_id = fields.Many2one(
        related="company_id.ticket_journal_id", readonly=False
    )

    def action_ticket_setup_accounts(self):
        """Make the accounts and the journal that are still missing."""
        self.company_id._ticket_setup_accounts()
        return {"type": "ir.actions.client", "tag": "reload"}
