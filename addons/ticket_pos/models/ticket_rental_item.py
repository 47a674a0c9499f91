from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError
from odoo.fields import Domain

from ..exceptions import RentalUnavailable

#: States that people set; the others follow from loans.
SHELF_STATES = ("available", "service", "lost")


class TicketRentalItem(models.Model):
    """One thing that is lent, known by the barcode or IC card on it."""

    _name = "ticket.rental.item"
    _description = "Rental Item"
    _inherit = ["image.mixin", "mail.thread"]
    _order = "category_id, name, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    code = fields.Char(
        string="Barcode or Card",
        required=True,
        tracking=True,
        copy=False,
        help="What the scanner reads: the barcode on the item or the number of its IC "
        "card.",
    )
    active = fields.Boolean(default=True)
    category_id = fields.Many2one(
        "ticket.rental.category",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(
        related="category_id.company_id", store=True, index=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    rate_id = fields.Many2one(
        "ticket.rental.rate",
        compute="_compute_from_category",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        ondelete="restrict",
        check_company=True,
    )
    rate_summary = fields.Char(related="rate_id.summary", string="Rate in Words")
    deposit = fields.Monetary(
        compute="_compute_from_category", store=True, readonly=False, precompute=True
    )
    replacement_price = fields.Monetary(
        compute="_compute_from_category", store=True, readonly=False, precompute=True
    )
    state = fields.Selection(
        [
            ("available", "Available"),
            ("out", "Out"),
            ("service", "In Repair"),
            ("lost", "Lost"),
        ],
        default="available",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    note = fields.Text(help="Known damage, accessories, where it is kept.")
    loan_ids = fields.One2many("ticket.rental.loan", "item_id", string="Loans")
    loan_id = fields.Many2one(
        "ticket.rental.loan", compute="_compute_loan_id", string="Loan Now"
    )
    loan_count = fields.Integer(compute="_compute_loan_count")

    _code_unique = models.UniqueIndex(
        "(company_id, upper(code))", "Another item has this barcode or card already."
    )
    _amounts_positive = models.Constraint(
        "CHECK(deposit >= 0 AND replacement_price >= 0)", "Amounts are zero or more."
    )

    @api.depends("category_id")
    def _compute_from_category(self):
        for item in self:
            category = item.category_id
            item.rate_id = category.rate_id
            item.deposit = category.deposit
            item.replacement_price = category.replacement_price

    @api.depends("loan_ids.state")
    def _compute_loan_id(self):
        loans = self.env["ticket.rental.loan"].search(
            [("item_id", "in", self.ids), ("state", "in", ("out", "due"))]
        )
        of_item = loans.grouped("item_id")
        for item in self:
            item.loan_id = of_item.get(item, loans.browse())

    @api.depends("loan_ids")
    def _compute_loan_count(self):
        counts = dict(
            self.env["ticket.rental.loan"]._read_group(
                [("item_id", "in", self.ids)], ["item_id"], ["__count"]
            )
        )
        for item in self:
            item.loan_count = counts.get(item, 0)

    # --- what people do -----------------------------------------------------

    def action_make_available(self):
        self._put("available")

    def action_send_to_repair(self):
        self._put("service")

    def action_open_loans(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_pos.ticket_rental_loan_action"
        )
        return action | {"domain": [("item_id", "=", self.id)], "context": {}}

    # --- helpers ------------------------------------------------------------

    def _put(self, state):
        """Set what a person has seen of the things.

        :raise AccessError: the person is no supervisor
        :raise RentalUnavailable: one of them is out
        """
        if not self.env.user.has_group("ticket_sale.group_ticket_supervisor"):
            raise AccessError(
                self.env._("A supervisor decides whether things go to the shelf.")
            )
        self.check_access("read")
        out = self.filtered(lambda item: item.state not in SHELF_STATES)
        if out:
            raise RentalUnavailable(
                self.env._(
                    "%(items)s: take it back first.",
                    items=", ".join(out.mapped("display_name")),
                )
            )
        # Supervisors change this, and nothing else of a thing.
        self.sudo().state = state

    def _follow(self, state):
        """What a loan makes of a thing; the loan is the record of it."""
        self.with_context(tracking_disable=True).state = state

    def _lock(self):
        """:raise RentalUnavailable: another till is at the same thing"""
        try:
            self.lock_for_update()
        except LockError as error:
            raise RentalUnavailable(
                self.env._(
                    "Another till is giving out %(item)s right now.",
                    item=", ".join(self.mapped("display_name")),
                )
            ) from error

    @api.model
    def _by_code(self, code, company):
        """The thing or the running loan behind a scanned code; both may be empty."""
        code = str(code or "").strip()
        none = self.browse(), self.env["ticket.rental.loan"]
        if not code:
            return none
        codes = [code, code.upper(), code.lower()]
        of_company = Domain("company_id", "=", company.id)
        item = self.search(of_company & Domain("code", "in", codes), limit=1)
        if item:
            return item, item.loan_id
        loan = none[1].search(
            of_company
            & Domain("state", "in", ("out", "due"))
            & (Domain("card", "in", codes) | Domain("name", "in", codes)),
            limit=1,
        )
        return loan.item_id, loan
