from odoo import api, fields, models
from odoo.exceptions import UserError


class AccountMove(models.Model):
    _inherit = "account.move"

    ticket_wallet_line_ids = fields.One2many(
        "ticket.wallet.line", "move_id", string="Wallet Lines", readonly=True
    )

    def button_draft(self):
        self._check_not_in_wallet()
        return super().button_draft()

    def button_cancel(self):
        self._check_not_in_wallet()
        return super().button_cancel()

    def _reverse_moves(self, default_values_list=None, cancel=False):
        self._check_not_in_wallet()
        return super()._reverse_moves(default_values_list, cancel=cancel)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_wallet(self):
        self._check_not_in_wallet()

    def _check_not_in_wallet(self):
        """A wallet and its account stay equal only if nobody undoes half of a pair.

        :raise UserError: an entry belongs to a wallet line
        """
        # Whoever may change the entry must be told, even without wallet rights.
        line_sudo = self.sudo().ticket_wallet_line_ids[:1]
        if line_sudo:
            raise UserError(
                self.env._(
                    "Entry %(entry)s belongs to the wallet of %(distributor)s. Refund "
                    "the booking or record a new top-up instead.",
                    entry=line_sudo.move_id.name,
                    distributor=line_sudo.distributor_id.name,
                )
            )
