from odoo import api, fields, models
from odoo.fields import Domain

from ..models.pos_order_stored_value import PAYMENT_PROGRAMS


class TicketStoredValueProof(models.TransientModel):
    """Do the books owe what is on all e-wallets and gift cards?

    balance = on the cards - sold or spent, but not in the books yet
    Journal items are added up on one side, cards and lines of orders on the other.
    """

    _name = "ticket.stored.value.proof"
    _description = "Stored Value Proof"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    account_id = fields.Many2one(
        related="company_id.ticket_stored_value_account_id", string="Account"
    )
    balance = fields.Monetary(
        string="Balance of the Account", compute="_compute_proof", compute_sudo=True
    )
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
    expected = fields.Monetary(
        string="Expected Balance", compute="_compute_proof", compute_sudo=True
    )
    difference = fields.Monetary(compute="_compute_proof", compute_sudo=True)
    proven = fields.Boolean(compute="_compute_proof", compute_sudo=True)

    @api.depends("company_id")
    def _compute_proof(self):
        for proof in self:
            currency = proof.currency_id
            proof.balance = proof._account_balance()
            proof.on_cards = sum(proof._cards().mapped("points"))
            proof.at_tills = -proof._unposted_at_tills()
            proof.in_orders = -proof._uninvoiced()
            proof.expected = currency.round(
                proof.on_cards + proof.at_tills + proof.in_orders
            )
            proof.difference = currency.round(proof.balance - proof.expected)
            proof.proven = currency.is_zero(proof.difference)

    @api.depends("company_id")
    def _compute_display_name(self):
        for proof in self:
            proof.display_name = self.env._("Stored Value Proof")

    # --- actions -----------------------------------------------------------------

    def action_open(self):
        """Count now, for the company chosen, and show the result."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_pos.ticket_stored_value_proof_action"
        )
        return {**action, "res_id": self.create({}).id}

    def action_view_items(self):
        return self._open(
            self.env._("Journal Items"), "account.move.line", self._items_domain()
        )

    def action_view_cards(self):
        return self._open(
            self.env._("E-Wallets and Gift Cards"),
            "loyalty.card",
            Domain("id", "in", self._cards().ids),
        )

    def _open(self, name, model, domain):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "list,form",
            "domain": domain,
        }

    # --- both sides ----------------------------------------------------------------

    def _items_domain(self):
        return (
            Domain("company_id", "=", self.company_id.id)
            & Domain("account_id", "=", self.account_id.id)
            & Domain("parent_state", "=", "posted")
        )

    def _account_balance(self):
        if not self.account_id:
            return 0.0
        [[balance]] = self.env["account.move.line"]._read_group(
            self._items_domain(), [], ["balance:sum"]
        )
        return -balance

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
