from odoo import api, fields, models
from odoo.fields import Domain

from ..models.pos_order_stored_value import PAYMENT_PROGRAMS


class TicketStoredValueProof(models.TransientModel):
    """Do the books owe what is on all e-wallets and gift cards?

    balance = on the cards - sold or spent, but not in the books yet
              + taken by fare gates, but not in the books yet
    Journal items are added up on one side, cards and lines of orders on the other.
    """

    _name = "ticket.stored.value.proof"
    _description = "Stored Value Proof"
    _inherit = ["ticket.proof.mixin"]

    on_cards = fields.Monetary(
        string="On E-Wallets and Gift Cards",
        compute="_compute_proof",
        compute_sudo=True,
        help="Gift cards that were printed and not sold yet hold nothing.",
    )
    at_tills = fields.Monetary(
        string="less: Shifts not Closed Yet",
        compute="_compute_proof",
        compute_sudo=True,
    )
    in_orders = fields.Monetary(
        string="less: Orders not Invoiced Yet",
        compute="_compute_proof",
        compute_sudo=True,
    )

    elsewhere = fields.Monetary(
        string="plus: Trips not Booked Yet",
        compute="_compute_proof",
        compute_sudo=True,
        help="Taken off the cards at fare gates since the last entry.",
    )

    def _proven_account(self):
        return self.company_id.ticket_stored_value_account_id

    def _count(self):
        self.on_cards = sum(self._cards().mapped("points"))
        self.at_tills = -self._unposted_at_tills()
        self.in_orders = -self._uninvoiced()
        self.elsewhere = self.company_id._ticket_stored_value_unbooked()
        return self.on_cards + self.at_tills + self.in_orders + self.elsewhere

    @api.depends("company_id")
    def _compute_display_name(self):
        for proof in self:
            proof.display_name = self.env._("Stored Value Proof")

    # --- actions -----------------------------------------------------------------

    def action_open(self):
        return self._open_new("ticket_pos.ticket_stored_value_proof_action")

    def action_view_cards(self):
        return self._open(
            self.env._("E-Wallets and Gift Cards"),
            "loyalty.card",
            Domain("id", "in", self._cards().ids),
        )

    # --- both sides ----------------------------------------------------------------

    def _cards(self):
        """Cards that hold money somebody has paid."""
        cards = (
            self.env["loyalty.card"]
            .sudo()
            .with_context(active_test=False)
            .search(
                [
                    ("program_id.program_type", "in", PAYMENT_PROGRAMS),
                    ("company_id", "in", (self.company_id.id, False)),
                    ("points", "!=", 0),
                ]
            )
        )
        return cards.filtered(
            lambda card: card.program_type == "ewallet" or card._has_source_order()
        )

    def _products(self):
        """What charges cards, and what pays with them."""
        programs = (
            self.env["loyalty.program"]
            .sudo()
            .with_context(active_test=False)
            .search([("program_type", "in", PAYMENT_PROGRAMS)])
        )
        return (
            programs.rule_ids.product_ids | programs.reward_ids.discount_line_product_id
        )

    def _unposted_at_tills(self):
        [[amount]] = (
            self.env["pos.order.line"]
            .sudo()
            ._read_group(
                [
                    ("company_id", "=", self.company_id.id),
                    ("product_id", "in", self._products().ids),
                    ("order_id.state", "in", ("paid", "done")),
                    "|",
                    ("order_id.account_move", "=", False),
                    ("order_id.account_move.state", "!=", "posted"),
                    ("order_id.session_id.state", "!=", "closed"),
                ],
                [],
                ["price_subtotal:sum"],
            )
        )
        return amount or 0.0

    def _uninvoiced(self):
        lines_sudo = (
            self.env["sale.order.line"]
            .sudo()
            .search(
                [
                    ("company_id", "=", self.company_id.id),
                    ("product_id", "in", self._products().ids),
                    ("state", "=", "sale"),
                    ("invoice_status", "!=", "invoiced"),
                ]
            )
        )
        return sum(lines_sudo.mapped("untaxed_amount_to_invoice"))
