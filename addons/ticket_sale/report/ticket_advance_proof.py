from odoo import api, fields, models
from odoo.fields import Domain

from ..models.ticket_ticket import LIVE_STATES

LIVE = Domain("state", "in", LIVE_STATES)


class TicketAdvanceProof(models.TransientModel):
    """Does the advance ticket sales account equal the tickets not played yet?

    balance = worth of unplayed tickets - not in the books yet + credit to come
              - played but not moved to income yet
    Each side is added up on its own, journal items here and tickets there; the
    difference must be nil.
    """

    _name = "ticket.advance.proof"
    _description = "Advance Sales Proof"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    account_id = fields.Many2one(
        related="company_id.ticket_advance_account_id", string="Account"
    )
    balance = fields.Monetary(
        string="Balance of the Account", compute="_compute_proof", compute_sudo=True
    )
    unplayed = fields.Monetary(
        string="Tickets not Played Yet", compute="_compute_proof", compute_sudo=True
    )
    unbooked = fields.Monetary(
        string="less: not in the Books Yet", compute="_compute_proof", compute_sudo=True
    )
    uncredited = fields.Monetary(
        string="plus: Credit to Come", compute="_compute_proof", compute_sudo=True
    )
    unsettled = fields.Monetary(
        string="plus: Played, not Moved to Income Yet",
        compute="_compute_proof",
        compute_sudo=True,
    )
    expected = fields.Monetary(
        string="Expected Balance", compute="_compute_proof", compute_sudo=True
    )
    difference = fields.Monetary(compute="_compute_proof", compute_sudo=True)
    proven = fields.Boolean(compute="_compute_proof", compute_sudo=True)

    @api.depends("company_id")
    def _compute_proof(self):
        for proof in self:
            proof.balance = proof._account_balance()
            proof.unplayed = proof._worth(proof._unplayed_domain())
            proof.unbooked = -proof._worth(proof._unbooked_domain())
            proof.uncredited = proof._worth(proof._uncredited_domain())
            proof.unsettled = proof._worth(proof._played_domain()) - sum(
                proof.env["ticket.session"]._read_group(
                    [("company_id", "=", proof.company_id.id)],
                    [],
                    ["revenue_amount:sum"],
                )[0]
            )
            proof.expected = proof.currency_id.round(
                proof.unplayed + proof.unbooked + proof.uncredited + proof.unsettled
            )
            proof.difference = proof.currency_id.round(proof.balance - proof.expected)
            proof.proven = proof.currency_id.is_zero(proof.difference)

    @api.depends("company_id")
    def _compute_display_name(self):
        for proof in self:
            proof.display_name = self.env._("Advance Sales Proof")

    def action_open(self):
        """Count now, for the company chosen, and show the result."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_sale.ticket_advance_proof_action"
        )
        return {**action, "res_id": self.create({}).id}

    def action_view_items(self):
        return self._open(
            self.env._("Journal Items"), "account.move.line", self._items_domain()
        )

    def action_view_unplayed(self):
        return self._open(
            self.env._("Tickets not Played Yet"),
            "ticket.ticket",
            self._unplayed_domain(),
        )

    def action_view_unbooked(self):
        return self._open(
            self.env._("Not in the Books Yet"), "ticket.ticket", self._unbooked_domain()
        )

    def action_view_uncredited(self):
        return self._open(
            self.env._("Credit to Come"), "ticket.ticket", self._uncredited_domain()
        )

    def action_view_sessions(self):
        return self._open(
            self.env._("Advance Sales by Session"),
            "ticket.advance.report",
            self._company_domain(),
        )

    def _company_domain(self):
        return Domain("company_id", "=", self.company_id.id)

    def _items_domain(self):
        return (
            self._company_domain()
            & Domain("account_id", "=", self.account_id.id)
            & Domain("parent_state", "=", "posted")
        )

    def _played_domain(self):
        return self._company_domain() & LIVE & Domain("session_id.state", "=", "played")

    def _unplayed_domain(self):
        return (
            self._company_domain() & LIVE & Domain("session_id.state", "!=", "played")
        )

    def _unbooked_domain(self):
        return self._company_domain() & LIVE & Domain("booked", "=", False)

    def _uncredited_domain(self):
        return self._company_domain() & ~LIVE & Domain("booked", "=", True)

    def _account_balance(self):
        if not self.account_id:
            return 0.0
        [[balance]] = self.env["account.move.line"]._read_group(
            self._items_domain(), [], ["balance:sum"]
        )
        return -balance if balance else 0.0

    def _worth(self, domain):
        [[worth]] = self.env["ticket.ticket"]._read_group(
            domain, [], ["advance_amount:sum"]
        )
        return worth or 0.0

    def _open(self, name, model, domain):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "list,form" if model != "ticket.advance.report" else "list",
            "domain": list(domain),
        }
