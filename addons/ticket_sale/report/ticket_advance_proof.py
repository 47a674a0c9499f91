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
    _inherit = ["ticket.proof.mixin"]

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

    def _proven_account(self):
        return self.company_id.ticket_advance_account_id

    def _count(self):
        self.unplayed = self._worth(self._unplayed_domain())
        self.unbooked = -self._worth(self._unbooked_domain())
        self.uncredited = self._worth(self._uncredited_domain())
        [[moved]] = self.env["ticket.session"]._read_group(
            self._company_domain(), [], ["revenue_amount:sum"]
        )
        self.unsettled = self._worth(self._played_domain()) - moved
        return self.unplayed + self.unbooked + self.uncredited + self.unsettled

    @api.depends("company_id")
    def _compute_display_name(self):
        for proof in self:
            proof.display_name = self.env._("Advance Sales Proof")

    def action_open(self):
        return self._open_new("ticket_sale.ticket_advance_proof_action")

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
            "list",
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

    def _worth(self, domain):
        [[worth]] = self.env["ticket.ticket"]._read_group(
            domain, [], ["advance_amount:sum"]
        )
        return worth or 0.0
