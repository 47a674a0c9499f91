from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ..exceptions import BookingState, NotFound, TicketNotRefundable

SOLD_STATES = ("confirmed", "partly_refunded")


class TicketBooking(models.Model):
    """What a distributor ordered: places locked, then tickets issued, then perhaps
    given back. Places, tickets and wallet always change in one transaction.

    Every verb takes its rows in the same order: booking, places, wallet.
    """

    _name = "ticket.booking"
    _description = "Distributor Booking"
    _order = "id desc"
    _rec_name = "reference"
    _check_company_auto = True

    reference = fields.Char(required=True, readonly=True, copy=False)
    distributor_id = fields.Many2one(
        "ticket.distributor", required=True, readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict", index=True
    )
    currency_id = fields.Many2one(
        "res.currency", required=True, readonly=True, ondelete="restrict"
    )
    session_id = fields.Many2one(
        "ticket.session",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    state = fields.Selection(
        [
            ("locked", "Locked"),
            ("confirmed", "Confirmed"),
            ("partly_refunded", "Partly Refunded"),
            ("refunded", "Refunded"),
            ("cancelled", "Cancelled"),
            ("expired", "Expired"),
        ],
        required=True,
        readonly=True,
        default="locked",
        index=True,
    )
    expires_at = fields.Datetime(required=True, readonly=True)
    confirmed_at = fields.Datetime(readonly=True)
    amount = fields.Monetary(
        readonly=True, help="Net price of all tickets, with tax, as booked."
    )
    refunded_amount = fields.Monetary(readonly=True)
    line_ids = fields.One2many("ticket.booking.line", "booking_id", readonly=True)
    ticket_ids = fields.One2many("ticket.ticket", "booking_id", readonly=True)
    ticket_count = fields.Integer(compute="_compute_ticket_count")
    wallet_line_ids = fields.One2many("ticket.wallet.line", "booking_id", readonly=True)

    _reference_uniq = models.UniqueIndex(
        "(distributor_id, reference)", "This reference is used already."
    )
    _overdue_idx = models.Index("(expires_at) WHERE state = 'locked'")

    @api.depends("line_ids")
    def _compute_ticket_count(self):
        counts = dict(
            self.env["ticket.booking.line"]._read_group(
                [("booking_id", "in", self.ids)], ["booking_id"], ["__count"]
            )
        )
        for booking in self:
            booking.ticket_count = counts.get(booking, 0)

    # --- the back office's buttons -------------------------------------------

    def action_refund(self):
        """Take back all live tickets and return their money to the wallet."""
        self._check_supervisor()
        for booking_sudo in self.sudo():  # checked: a supervisor of this company
            booking_sudo._refund(None)

    def action_cancel(self):
        """Give locked places back."""
        self._check_supervisor()
        for booking_sudo in self.sudo():  # checked: a supervisor of this company
            booking_sudo._cancel()

    def _check_supervisor(self):
        self.check_access("read")
        if not self.env.su and not self.env.user.has_group(
            "ticket_sale.group_ticket_supervisor"
        ):
            raise AccessError(
                self.env._("Only supervisors cancel and refund bookings.")
            )

    # --- confirm, cancel, expire, refund -------------------------------------

    def _confirm(self):
        """Issue the tickets and charge the wallet; a second call changes nothing.

        A lock that has run out still works while nobody else took a place.

        :raise BookingState: cancelled, expired or refunded before
        :raise PlacesUnavailable: the lock ran out and a place is somebody else's now
        """
        self._lock_row()
        if self.state in SOLD_STATES:
            return
        self._check_state("locked")
        self.distributor_id._check_active()
        for hold, lines in self.line_ids.grouped("hold_id").items():
            tickets = self.env["ticket.hold"]._issue(
                hold, [line._prepare_ticket() for line in lines]
            )
            for line, ticket in zip(lines, tickets, strict=True):
                line.ticket_id = ticket
        self.distributor_id._wallet_charge(self)
        self.write({"state": "confirmed", "confirmed_at": fields.Datetime.now()})

    def _cancel(self):
        """Give the places and the reservation back; a second call changes nothing."""
        self._lock_row()
        if self.state == "cancelled":
            return
        self._check_state("locked")
        self._give_up("cancelled", "released")

    def _give_up(self, state, hold_state):
        """Undo a lock: places first, then the wallet."""
        self.line_ids.hold_id._free(hold_state, state)
        self.distributor_id._wallet_unreserve(self)
        self.state = state

    def _refund(self, numbers, waive=False):
        """Take tickets back and return what was charged for them, less the fee.

        :param numbers: ticket numbers, or ``None`` for all that are live
        :param waive: return everything, whatever the refund policy says
        :raise NotFound: a number is not of this booking
        :raise TicketNotRefundable: given back already, or the session has begun
        :raise RefundRefused: the refund policy does not allow it
        :raise TicketUsed: one of them has admitted somebody
        """
        self._lock_row()
        self._check_state(*SOLD_STATES)
        lines = self._refundable_lines(numbers)
        self._check_before_start()
        fees = self._refund_fees(lines, waive)
        fee = self.currency_id.round(sum(fees.values()))
        lines.ticket_id._void("refunded", self.env._("distributor refund"))
        for line, of_line in fees.items():
            line.ticket_id.sudo().fee_amount = of_line
        self.distributor_id._wallet_return(self, lines, fee)
        live = self.ticket_ids.filtered(lambda t: t.state in ("valid", "used"))
        self.write(
            {
                "state": "partly_refunded" if live else "refunded",
                "refunded_amount": self.refunded_amount
                + sum(lines.mapped("price"))
                - fee,
                "fee_amount": self.fee_amount + fee,
            }
        )

    def _refundable_lines(self, numbers):
        if numbers is None:
            return self.line_ids.filtered(
                lambda line: line.ticket_id.state in ("valid", "used")
            )
        found = {line.ticket_id.number: line for line in self.line_ids}
        missing = [number for number in numbers if number not in found]
        if missing:
            raise NotFound(
                self.env._("This order has no ticket %(number)s.", number=missing[0]),
                tickets=missing,
            )
        lines = self.line_ids.browse(found[number].id for number in numbers)
        void = lines.filtered(
            lambda line: line.ticket_id.state not in ("valid", "used")
        )
        if void:
            raise TicketNotRefundable(
                self.env._(
                    "Ticket %(number)s was given back already.",
                    number=void[0].ticket_id.number,
                ),
                tickets=void.ticket_id.mapped("number"),
            )
        return lines

    def _check_before_start(self):
        session = self.session_id
        if session.state in ("cancelled", "postponed"):
            return
        if session.state == "played" or session.start <= fields.Datetime.now():
            raise TicketNotRefundable(
                self.env._(
                    "%(session)s has begun; its tickets cannot be given back.",
                    session=session.display_name,
                ),
                session=session.id,
            )

    def _lock_row(self):
        """Wait for the booking and read it anew.

        SQL because the ORM's locks never wait.
        """
        self.ensure_one()
        self.flush_recordset()
        self.env.execute_query(
            SQL(
                "SELECT id FROM ticket_booking WHERE id = %s FOR NO KEY UPDATE", self.id
            )
        )
        self.invalidate_recordset()
        self.line_ids.invalidate_recordset()

    def _check_state(self, *allowed):
        if self.state not in allowed:
            states = dict(self._fields["state"]._description_selection(self.env))
            raise BookingState(
                self.env._(
                    "Order %(reference)s is %(state)s.",
                    reference=self.reference,
                    state=states[self.state],
                ),
                state=self.state,
            )

    @api.model
    def _cron_expire(self):
        """Give back what overdue bookings reserved."""
        overdue = self.search(
            [("state", "=", "locked"), ("expires_at", "<", fields.Datetime.now())],
            limit=200,
        ).try_lock_for_update()
        for booking in overdue:
            booking._expire()
        left = self.search_count(
            [("state", "=", "locked"), ("expires_at", "<", fields.Datetime.now())],
            limit=201,
        )
        self.env["ir.cron"]._commit_progress(len(overdue), remaining=left)

    def _expire(self):
        """Give up these locked bookings, whose rows the caller has locked."""
        for booking in self.filtered(lambda booking: booking.state == "locked"):
            booking._give_up("expired", "expired")
