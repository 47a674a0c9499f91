from odoo import models
from odoo.fields import Command


class AccountMove(models.Model):
    """A claim goes from one customer to another."""

    _inherit = "account.move"

    def _ticket_move_claim(self, partner):
        """What these credit notes still owe their customers is owed to ``partner``.

        :return: the posted entries
        """
        entries = self.browse()
        for note in self.filtered(lambda move: move.move_type == "out_refund"):
            owed = note.line_ids.filtered(
                lambda item: (
                    item.account_type == "asset_receivable" and not item.reconciled
                )
            )
            amount = -sum(owed.mapped("amount_residual"))
            if note.company_currency_id.compare_amounts(amount, 0) <= 0:
                continue
            entry = self.create(note._prepare_ticket_claim(owed[0], amount, partner))
            entry.action_post()
            (entry.line_ids.filtered("debit") + owed).reconcile()
            entries += entry
        return entries

    def _prepare_ticket_claim(self, owed, amount, partner):
        """Values of the entry that gives ``partner`` what this note owes.

        :param owed: the journal item of the first customer
        """
        label = self.env._("%(note)s: ticket bought second-hand", note=self.name)
        account = owed.account_id
        return {
            "move_type": "entry",
            "company_id": self.company_id.id,
            "journal_id": self.company_id.ticket_journal_id.id,
            "ref": label,
            "line_ids": [
                Command.create(
                    {
                        "account_id": account.id,
                        "partner_id": owed.partner_id.id,
                        "name": label,
                        "debit": amount,
                        "credit": 0.0,
                    }
                ),
                Command.create(
                    {
                        "account_id": account.id,
                        "partner_id": partner.commercial_partner_id.id,
                        "name": label,
                        "debit": 0.0,
                        "credit": amount,
                    }
                ),
            ],
        }
