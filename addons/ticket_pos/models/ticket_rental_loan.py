from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError, UserError

from odoo.addons.ticket_sale.tools.qr import matrix, rectangles
from odoo.addons.ticket_sale.tools.time_charge import minutes_between, settle

from ..exceptions import RentalUnavailable

OPEN = ("out", "due")
CARD_LIMIT = 64


class TicketRentalLoan(models.Model):
    """A thing that somebody has, or had, and what it cost.

    A loan begins in the transaction that takes its deposit. Its clock stops when the
    thing is scanned back (``due``), whatever the queue; it is done when the till has
    settled charge and deposit.
    """

    _name = "ticket.rental.loan"
    _description = "Rental"
    _order = "start desc, id desc"
    _check_company_auto = True

    name = fields.Char(string="Number", required=True, readonly=True, copy=False)
    item_id = fields.Many2one(
        "ticket.rental.item",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    category_id = fields.Many2one(related="item_id.category_id", store=True, index=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="restrict"
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    card = fields.Char(
        string="Customer's Card",
        readonly=True,
        index="btree_not_null",
        help="The IC card given to the customer with the item; scanning it finds the "
        "loan.",
    )
    state = fields.Selection(
        [
            ("out", "Out"),
            ("due", "Back, to Be Paid"),
            ("done", "Done"),
            ("lost", "Lost"),
            ("cancelled", "Cancelled"),
        ],
        default="out",
        required=True,
        readonly=True,
        index=True,
    )
    outcome = fields.Selection(
        [
            ("good", "In Order"),
            ("damaged", "Damaged"),
            ("lost", "Lost"),
            ("gone", "Not Brought Back"),
            ("found", "Found Again"),
        ],
        readonly=True,
        help="How the item came back.",
    )
    start = fields.Datetime(string="Out Since", required=True, readonly=True)
    end = fields.Datetime(string="Brought Back", readonly=True)
    minutes = fields.Integer(readonly=True, help="From out to back.")
    minutes_now = fields.Integer(string="Minutes So Far", compute="_compute_now")
    charge_now = fields.Monetary(string="Charge So Far", compute="_compute_now")
    terms = fields.Json(readonly=True, help="The rate at which the loan began.")
    terms_text = fields.Char(string="Rate", compute="_compute_terms_text")
    deposit = fields.Monetary(readonly=True)
    charge = fields.Monetary(readonly=True, help="For the time.")
    compensation = fields.Monetary(readonly=True, help="For damage or loss.")
    still_owed = fields.Monetary(
        readonly=True,
        help="What the deposit did not cover when nobody brought the item back.",
    )
    note = fields.Char(readonly=True)
    out_user_id = fields.Many2one("res.users", string="Given Out by", readonly=True)
    back_user_id = fields.Many2one("res.users", string="Taken Back by", readonly=True)
    line_ids = fields.One2many(
        "pos.order.line", "ticket_rental_loan_id", string="Till Lines", readonly=True
    )

    _item_once = models.UniqueIndex(
        "(item_id) WHERE state IN ('out', 'due')", "This item is out already."
    )
    _card_once = models.UniqueIndex(
        "(company_id, upper(card)) WHERE state IN ('out', 'due') AND card IS NOT NULL",
        "This card belongs to another item that is out.",
    )

    @api.depends("state", "start", "end", "terms")
    def _compute_now(self):
        now = fields.Datetime.now()
        for loan in self:
            loan.minutes_now = minutes_between(loan.start, loan.end or now)
            loan.charge_now = (
                loan._price_until(loan.end or now)
                if loan.state in OPEN
                else loan.charge
            )

    @api.depends("terms")
    @api.depends_context("lang")
    def _compute_terms_text(self):
        Rate = self.env["ticket.rental.rate"]
        for loan in self:
            loan.terms_text = loan.terms and Rate._words(loan.terms, loan.currency_id)

    # --- what people do -----------------------------------------------------

    def action_resume(self):
        """The item went out again, or was scanned by mistake: its clock runs on as if
        it had never stopped."""
        self.check_access("read")
        self._check_cashier()
        for loan_sudo in self.sudo():
            loan_sudo._lock()
            if loan_sudo.state != "due":
                raise RentalUnavailable(
                    self.env._(
                        "%(loan)s is not waiting to be paid.", loan=loan_sudo.name
                    )
                )
            loan_sudo.write(
                {
                    "state": "out",
                    "end": False,
                    "minutes": 0,
                    "charge": 0,
                    "compensation": 0,
                    "still_owed": 0,
                    "outcome": False,
                    "note": False,
                    "back_user_id": False,
                }
            )

    # --- out ----------------------------------------------------------------

    @api.model
    def _give_out(self, item, partner=None, card=None):
        """Begin a loan of ``item``.

        :raise RentalUnavailable: it is not on the shelf
        """
        item_sudo = item.sudo()  # the caller has checked who may lend
        item_sudo._lock()
        if item_sudo.state != "available" or not item_sudo.active:
            raise RentalUnavailable(
                self.env._(
                    "%(item)s cannot go out: %(state)s.",
                    item=item_sudo.display_name,
                    state=dict(
                        item_sudo._fields["state"]._description_selection(self.env)
                    )[item_sudo.state],
                ),
                item=item.id,
            )
        company = item_sudo.company_id
        loan_sudo = self.sudo().create(
            {
                "name": self._next_number(company),
                "item_id": item.id,
                "company_id": company.id,
                "partner_id": partner and partner.id,
                "card": str(card or "").strip()[:CARD_LIMIT] or False,
                "start": fields.Datetime.now(),
                "terms": item_sudo.rate_id._terms(),
                "deposit": item_sudo.deposit,
                "out_user_id": self.env.uid,
            }
        )
        item_sudo._follow("out")
        return loan_sudo.sudo(False)

    @api.model
    def _next_number(self, company):
        return (
            self.env["ir.sequence"]
            .sudo()
            .with_company(company)
            .next_by_code("ticket.rental.loan")
        )

    # --- back ---------------------------------------------------------------

    def _take_back(self, outcome="good", compensation=0.0, note=None):
        """Stop the clock; a loan whose clock stands keeps its time.

        :raise RentalUnavailable: the loan is over
        :raise UserError: damage without words, or an amount that makes no sense
        """
        self.ensure_one()
        self._lock()
        if self.state not in OPEN:
            raise RentalUnavailable(
                self.env._("%(loan)s is over already.", loan=self.name), loan=self.id
            )
        end = self.end or fields.Datetime.now()
        charge = self._price_until(end)
        compensation = self._compensation(outcome, compensation, note)
        still_owed = 0.0
        if outcome == "gone":
            # Nobody is there to pay: the deposit is all there is.
            still_owed = max(charge + compensation - self.deposit, 0.0)
            charge = min(charge, self.deposit)
            compensation = self.deposit - charge
        self.sudo().write(
            {
                "state": "due",
                "end": end,
                "minutes": minutes_between(self.start, end),
                "charge": charge,
                "outcome": outcome,
                "compensation": compensation,
                "still_owed": still_owed,
                "note": note,
                "back_user_id": self.env.uid,
            }
        )

    def _compensation(self, outcome, amount, note):
        item_sudo = self.item_id.sudo()
        if outcome in ("lost", "gone"):
            return item_sudo.replacement_price
        if outcome != "damaged":
            return 0.0
        if not note:
            raise UserError(self.env._("Say what is damaged."))
        most = max(item_sudo.replacement_price, self.deposit)
        if not 0 <= amount <= most:
            raise UserError(
                self.env._(
                    "For damage between zero and %(most)s can be asked.",
                    most=self.currency_id.format(most),
                )
            )
        return self.currency_id.round(amount)

    def _settle(self):
        """Charge and deposit are settled: the loan is over, the thing on the shelf."""
        for loan_sudo in self.sudo():
            lost = loan_sudo.outcome in ("lost", "gone")
            loan_sudo.state = "lost" if lost else "done"
            shelf = {"lost": "lost", "gone": "lost", "damaged": "service"}
            loan_sudo.item_id._follow(shelf.get(loan_sudo.outcome, "available"))
        # The item may go out again in this transaction: the index must see it is back.
        self.flush_recordset(["state"])

    def _find_again(self):
        """The thing has turned up, and what was paid for it is given back: it goes to
        the shelf. Damage that is paid back changes nothing else."""
        for loan_sudo in self.sudo():
            loan_sudo._lock()
            if loan_sudo.state != "lost":
                continue
            loan_sudo.write({"state": "done", "outcome": "found", "still_owed": 0})
            if loan_sudo.item_id.state == "lost":
                loan_sudo.item_id._follow("available")

    def _cancel(self):
        """It never went out: the deposit is refunded."""
        for loan_sudo in self.sudo():
            loan_sudo._lock()
            if loan_sudo.state != "out":
                raise RentalUnavailable(
                    self.env._(
                        "%(loan)s cannot be cancelled any more. Scan the item back.",
                        loan=loan_sudo.name,
                    )
                )
            loan_sudo.write({"state": "cancelled", "end": fields.Datetime.now()})
            loan_sudo.item_id._follow("available")
        self.flush_recordset(["state"])

    # --- helpers ------------------------------------------------------------

    def _price_until(self, end):
        self.ensure_one()
        return self.env["ticket.rental.rate"]._price(
            self.terms, minutes_between(self.start, end), self.currency_id
        )

    def _to_pay(self):
        """(what the customer pays, what is given back) once the clock stands."""
        self.ensure_one()
        digits = 10**self.currency_id.decimal_places
        settled = settle(
            *(
                round(amount * digits)
                for amount in (self.deposit, self.charge, self.compensation)
            )
        )
        return settled.pay / digits, settled.give_back / digits

    def _slip(self, act):
        """What stands on the slip: when the thing went out, or what its time came to."""
        if not self:
            return False
        slip = {
            "number": self.name,
            "item": f"{self.item_id.name} ({self.item_id.code})",
            "start": self.start.isoformat(),
            "deposit": self.deposit,
            "terms": self.terms_text or "",
        }
        if act == "charge":
            slip |= {
                "end": self.end and self.end.isoformat(),
                "minutes": self.minutes,
                "charge": self.charge,
                "compensation": self.compensation,
                "note": self.note or "",
            }
        return slip

    def _code_picture(self):
        """The loan's number as a QR code of dark rectangles, for the slip."""
        rows = matrix(self.name)
        return {"size": len(rows), "dark": rectangles(rows)}

    def _check_cashier(self):
        if not self.env.user.has_group("ticket_sale.group_ticket_cashier"):
            raise AccessError(
                self.env._("Only cashiers give out and take back things.")
            )

    def _lock(self):
        try:
            self.lock_for_update()
        except LockError as error:
            raise RentalUnavailable(
                self.env._(
                    "Another till is at %(loan)s right now.",
                    loan=", ".join(self.mapped("name")),
                )
            ) from error
