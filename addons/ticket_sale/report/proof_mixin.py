from odoo import api, fields, models
from odoo.fields import Domain


class TicketProofMixin(models.AbstractModel):
    """Does an account hold what it must?

    Journal items are added up on one side; :meth:`_count` adds up the other, from
    tickets, cards or orders, and says what the balance should be. The difference must
    be nil.
    """

    _name = "ticket.proof.mixin"
    _description = "Proof of an Account"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    account_id = fields.Many2one(
        "account.account", compute="_compute_account_id", compute_sudo=True
    )
    balance = fields.Monetary(
        string="Balance of the Account", compute="_compute_proof", compute_sudo=True
    )
    expected = fields.Monetary(
        string="Expected Balance", compute="_compute_proof", compute_sudo=True
    )
    difference = fields.Monetary(compute="_compute_proof", compute_sudo=True)
    proven = fields.Boolean(compute="_compute_proof", compute_sudo=True)

    @api.depends("company_id")
    def _compute_account_id(self):
        for proof in self:
            proof.account_id = proof._proven_account()

    @api.depends("company_id")
    def _compute_proof(self):
        for proof in self:
            proof.balance = proof._account_balance()
            proof.expected = proof.currency_id.round(proof._count())
            proof.difference = proof.currency_id.round(proof.balance - proof.expected)
            proof.proven = proof.currency_id.is_zero(proof.difference)

    def _proven_account(self):
        """Hook: the ``account.account`` whose balance is proven."""
        return self.env["account.account"]

    def _count(self):
        """Hook: write the parts of the other side; return what they add up to."""
        return 0.0

    def _company_domain(self):
        return Domain("company_id", "=", self.company_id.id)

    def _items_domain(self):
        return (
            self._company_domain()
            & Domain("account_id", "=", self.account_id.id)
            & Domain("parent_state", "=", "posted")
        )

    def _account_balance(self):
        """What the company owes, positive."""
        if not self.account_id:
            return 0.0
        [[balance]] = self.env["account.move.line"]._read_group(
            self._items_domain(), [], ["balance:sum"]
        )
        return -balance if balance else 0.0

    # --- actions -----------------------------------------------------------------

    def _open_new(self, action):
        """Count now, for the company chosen, and show the result.

        :param action: XML id of the window action
        """
        window = self.env["ir.actions.act_window"]._for_xml_id(action)
        return {**window, "res_id": self.create({}).id}

    def action_view_items(self):
        return self._open(
            self.env._("Journal Items"), "account.move.line", self._items_domain()
        )

    def _open(self, name, model, domain, view_mode="list,form"):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": view_mode,
            "domain": list(domain),
        }
