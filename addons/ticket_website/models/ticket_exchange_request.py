from odoo import api, fields, models
from odoo.exceptions import LockError, UserError

from odoo.addons.ticket_sale.exceptions import (
    Busy,
    ExchangeRefused,
    HoldExpired,
    HoldNotFound,
    TicketError,
)

#: An exchange that was not finished is forgotten after so many days.
KEEP_DAYS = 30


class TicketExchangeRequest(models.Model):
    """A customer changes tickets on the website: places are kept, the difference is
    shown, paid when there is one, and then all happens in one act.

    The rules and the money are those of ``ticket.ticket._exchange``.
    """

    _name = "ticket.exchange.request"
    _description = "Exchange on the Website"
    _order = "id desc"
    _check_company_auto = True

    order_id = fields.Many2one(
        "sale.order", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="order_id.company_id", store=True)
    partner_id = fields.Many2one(related="order_id.partner_id")
    currency_id = fields.Many2one(related="order_id.currency_id")
    session_id = fields.Many2one(
        "ticket.session",
        string="To Session",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    ticket_ids = fields.Many2many("ticket.ticket", string="Tickets", readonly=True)
    place_ids = fields.Many2many("ticket.place", string="New Places", readonly=True)
    successor_ids = fields.Many2many(
        "ticket.ticket",
        "ticket_exchange_request_successor_rel",
        string="New Tickets",
        readonly=True,
    )
    hold_token = fields.Char(readonly=True, groups="base.group_system")
    expires_at = fields.Datetime(string="Kept Until", readonly=True)
    state = fields.Selection(
        [
            ("draft", "Chosen"),
            ("done", "Exchanged"),
            ("failed", "Failed, Money Goes Back"),
        ],
        required=True,
        readonly=True,
        default="draft",
    )
    error = fields.Char(readonly=True)
    transaction_ids = fields.One2many(
        "payment.transaction", "ticket_exchange_id", readonly=True
    )

    # --- choosing ----------------------------------------------------------------

    @api.model
    def _begin(self, tickets, session, zone):
        """Keep the best places of a session for these tickets of one order.

        The caller has checked whose tickets they are.

        :return: the request, with sudo
        :raise TicketError: the rules do not allow it, or there are no such places
        """
        wanted = {"count": len(tickets), **self._where(session, zone)}
        return self._keep(tickets.sudo().sorted("id"), session, {"best": wanted})

    def _keep(self, tickets_sudo, session, wanted):
        """Keep places; those kept for the same tickets before are free again."""
        self._check_allowed(tickets_sudo, session)
        self.sudo().search(
            [("state", "=", "draft"), ("ticket_ids", "in", tickets_sudo.ids)]
        )._let_go()
        held = (
            self.env["ticket.hold"]
            .sudo()
            .with_context(ticket_given_back=tickets_sudo.ids)
            ._hold(session, "website", partner=tickets_sudo.partner_id[:1], **wanted)
        )
        return self.sudo().create(
            {
                "order_id": tickets_sudo._exchange_order().id,
                "session_id": session.id,
                "ticket_ids": tickets_sudo.ids,
                "place_ids": [place.id for place in held.places],
                "hold_token": held.token,
                "expires_at": held.expires_at,
            }
        )

    def _where(self, session, zone):
        """Where to look for places: a zone of seats, or the area that a zone stands in."""
        standing = self.env["ticket.place"].sudo()
        if zone:
            standing = standing.search(
                [
                    ("session_id", "=", session.id),
                    ("zone_id", "=", zone.id),
                    ("seat_id", "=", False),
                ],
                limit=1,
            )
        if standing:
            return {"section_id": standing.section_id.id}
        return {"zone_id": zone.id or None}

    def _check_allowed(self, tickets_sudo, session):
        """:raise ExchangeRefused: not here, or not to that session"""
        if not tickets_sudo or tickets_sudo._self_exchange() != tickets_sudo:
            raise ExchangeRefused(
                self.env._(
                    "These tickets cannot be exchanged on the website. Please ask the "
                    "box office."
                )
            )
        if session not in tickets_sudo._exchange_sessions():
            raise ExchangeRefused(self.env._("Choose another day of the same show."))

    def _let_go(self):
        """Give the kept places back, unless they are done with or being paid."""
        for asked in self.filtered(lambda one: one.state == "draft"):
            states = asked.transaction_ids.mapped("state")
            if asked._live_hold() and not {"pending", "authorized", "done"} & {*states}:
                self.env["ticket.hold"].sudo()._release(asked.hold_token, "visitor")

    # --- what it costs -----------------------------------------------------------

    def _pairs(self):
        """(tickets, places) in the same order."""
        return self.ticket_ids.sorted("id"), self.place_ids.sorted("id")

    def _quote(self):
        """What it costs now; see ``ticket.ticket._exchange_quote``."""
        self.ensure_one()
        tickets, places = self._pairs()
        return tickets._exchange_quote(places)

    def _ways(self, back):
        """Where money in the customer's favour may go, the usual way first."""
        ways = []
        if self.order_id._ticket_refundable_transaction(back):
            ways.append("online")
        if self.order_id._ticket_wallet_program():
            ways.append("wallet")
        return ways or ["credit"]

    def _seconds(self):
        """How long the places are kept still."""
        left = self.expires_at - self.env.cr.now()
        return max(0, int(left.total_seconds()))

    # --- doing it ----------------------------------------------------------------

    def _do(self, expected, money="credit"):
        """Exchange at no cost or in the customer's favour.

        :param expected: what the customer was told to pay; negative to get back
        :raise TicketError: it costs something else now, or the places are lost
        """
        self._lock()
        if self.state == "done":
            return
        due = self._quote().due
        currency = self.currency_id
        if (
            currency.compare_amounts(due, expected)
            or currency.compare_amounts(due, 0) > 0
        ):
            raise ExchangeRefused(
                self.env._("The price has changed meanwhile. Please look again.")
            )
        if currency.compare_amounts(due, 0) < 0 and money not in self._ways(-due):
            raise ExchangeRefused(
                self.env._("The money cannot go back this way. Please choose again.")
            )
        self._exchange(money)

    def _paid(self, transaction):
        """The difference was paid: exchange, or give the money back and say so.

        Called again for the same payment, it does nothing.
        """
        self.ensure_one()
        self._lock()
        if self.state != "draft":
            return
        try:
            with self.env.cr.savepoint():
                due = self._quote().due
                if self.currency_id.compare_amounts(due, transaction.amount) > 0:
                    raise ExchangeRefused(
                        self.env._("The price has changed while you paid.")
                    )
                documents = self._exchange("credit")
        except UserError as error:
            self._failed(transaction, error)
            return
        transaction.sale_order_ids = self.order_id
        self._match(transaction, documents)

    def _exchange(self, money):
        tickets, places = self._pairs()
        successors, documents = tickets._exchange(
            places,
            hold=self._live_hold(),
            reason=self.env._("exchanged by the customer"),
            money=money,
        )
        self.write({"state": "done", "successor_ids": successors.ids})
        return documents

    def _live_hold(self):
        """The hold, or none when it has run out: the places may be free still."""
        try:
            return self.env["ticket.hold"].sudo()._find(self.hold_token)
        except (HoldExpired, HoldNotFound):
            return None

    def _match(self, transaction, documents):
        """The payment settles what the exchange charges."""
        invoices = documents.filtered(lambda move: move.move_type == "out_invoice")
        items = (invoices | transaction.payment_id.move_id).line_ids.filtered(
            lambda item: item.account_type == "asset_receivable" and not item.reconciled
        )
        for same in items.grouped("account_id").values():
            same.reconcile()

    def _failed(self, transaction, error):
        """The money is here and the places are not: tell everybody, give it back."""
        self.write({"state": "failed", "error": str(error)})
        order = self.order_id
        order.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=self.env._("Exchange paid, but not possible: refund"),
            note=str(error),
            user_id=(order.user_id or self.env.ref("base.user_admin")).id,
        )
        order = order._ticket_for_customer()
        order._ticket_tell(
            order.env._("Your tickets could not be exchanged"),
            order.env._(
                "We are sorry: your tickets stay as they were, and the difference you "
                "paid is being returned. %(reason)s",
                reason=str(error),
            ),
        )
        if transaction.provider_id.support_refund != "none":
            transaction._refund()

    def _lock(self):
        try:
            self.lock_for_update()
        except LockError as error:
            raise Busy(self.env._("This exchange is being done right now.")) from error

    def _refusal(self):
        """Why it cannot be done now, or nothing."""
        try:
            self._quote()
        except TicketError as error:
            return str(error)
        return ""

    @api.autovacuum
    def _gc_requests(self):
        limit = fields.Datetime.subtract(fields.Datetime.now(), days=KEEP_DAYS)
        self.search(
            [
                ("state", "=", "draft"),
                ("create_date", "<", limit),
                ("transaction_ids", "=", False),
            ],
            limit=1000,
        ).unlink()
