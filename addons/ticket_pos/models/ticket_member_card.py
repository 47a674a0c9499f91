from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.card_code import card_code


class TicketMemberCard(models.Model):
    """A card in a customer's hand: what its chip or barcode says leads to the customer.

    It holds no money and no person's name; who finds one and reports it makes it worth
    nothing by blocking it.
    """

    _name = "ticket.member.card"
    _description = "Member Card"
    _inherit = ["mail.thread"]
    _rec_name = "code"
    _order = "id desc"
    _check_company_auto = True

    code = fields.Char(
        string="Card Code",
        required=True,
        readonly=True,
        help="What the reader reads: the number of the chip or the barcode.",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Member",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
    )
    state = fields.Selection(
        [("active", "Active"), ("blocked", "Blocked"), ("replaced", "Replaced")],
        required=True,
        readonly=True,
        default="active",
        index=True,
        tracking=True,
    )
    reason = fields.Char(readonly=True, tracking=True, help="Why it is worth nothing.")
    replaces_id = fields.Many2one(
        "ticket.member.card", readonly=True, ondelete="restrict", index="btree_not_null"
    )

    _code_uniq = models.UniqueIndex(
        "(code, company_id)", "This card was given out already. Take another one."
    )

    @api.model
    def _normal(self, text):
        """:raise UserError: this is no number of a card"""
        code = card_code(text)
        if not code:
            raise UserError(
                self.env._(
                    "“%(text)s” is no card number. Hold the card to the reader again.",
                    text=(text or "")[:40],
                )
            )
        return code

    @api.model
    def _issue(self, partner, text, replaces=None, reason=None):
        """Give ``partner`` a card; one that it replaces is worth nothing from now on.

        Called with sudo by channels that have checked who asks.
        """
        code = self._normal(text)
        company = self.env.company
        taken = self.search([("code", "=", code), ("company_id", "=", company.id)])
        if taken:
            raise UserError(
                self.env._("This card was given out already. Take another one.")
            )
        if replaces:
            replaces.write({"state": "replaced", "reason": reason})
        return self.create(
            {
                "code": code,
                "partner_id": partner.commercial_partner_id.id,
                "company_id": company.id,
                "replaces_id": replaces and replaces.id,
            }
        )

    def _block(self, reason):
        self.filtered(lambda card: card.state == "active").write(
            {"state": "blocked", "reason": reason}
        )

    def action_block(self):
        self.check_access("write")
        self._block(self.env._("Blocked in the back office"))

    def action_unblock(self):
        """A card that was found again; one that was replaced stays worth nothing."""
        self.check_access("write")
        self.filtered(lambda card: card.state == "blocked").write(
            {"state": "active", "reason": False}
        )
