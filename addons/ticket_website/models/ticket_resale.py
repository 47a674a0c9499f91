from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import LockError, ValidationError

from ..exceptions import HandOverRefused, ResaleGone

#: How long a ticket of the board is kept in one cart.
KEPT_MINUTES = 15


class TicketResale(models.Model):
    """A ticket that its holder sells on the board of its session.

    It stays the seller's, and admits, until somebody has paid for it. The buyer pays the
    house, which owes the seller the price less a fee. The place stays sold, once: what
    was paid for it first stays among the advance sales.
    """

    _name = "ticket.resale"
    _description = "Resale of a Ticket"
    _order = "id desc"
    _rec_name = "seat_label"
    _check_company_auto = True

    ticket_id = fields.Many2one(
        "ticket.ticket", required=True, readonly=True, ondelete="restrict"
    )
    session_id = fields.Many2one(
        related="ticket_id.session_id", store=True, precompute=True
    )
    show_id = fields.Many2one(related="ticket_id.show_id", store=True, precompute=True)
    company_id = fields.Many2one(
        related="ticket_id.company_id", store=True, precompute=True, index=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    seat_label = fields.Char(related="ticket_id.seat_label")
    zone_id = fields.Many2one(related="ticket_id.zone_id")
    seller_id = fields.Many2one(
        "res.partner", required=True, readonly=True, index=True, ondelete="restrict"
    )
    first_price = fields.Monetary(
        readonly=True, help="What the ticket has cost the first buyer."
    )
    price = fields.Monetary(required=True, readonly=True)
    fee = fields.Monetary(readonly=True, help="What the house keeps, tax included.")
    payout_amount = fields.Monetary(
        string="For the Seller", compute="_compute_payout_amount", store=True
    )
    expires_at = fields.Datetime(string="Offered until", required=True, readonly=True)
    state = fields.Selection(
        [
            ("open", "On the Board"),
            ("sold", "Sold"),
            ("withdrawn", "Taken Back"),
            ("void", "Ticket Void Meanwhile"),
        ],
        required=True,
        readonly=True,
        default="open",
    )
    line_id = fields.Many2one(
        "sale.order.line",
        string="Order Line",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        help="The cart that has the ticket, or the order that bought it.",
    )
    reserved_until = fields.Datetime(readonly=True)
    buyer_id = fields.Many2one(
        "res.partner", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    sold_at = fields.Datetime(readonly=True)
    successor_id = fields.Many2one(
        "ticket.ticket",
        string="New Ticket",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )

    _one_offer = models.UniqueIndex(
        "(ticket_id) WHERE state = 'open'", "This ticket is on the board already."
    )
    _board_idx = models.Index("(session_id, price) WHERE state = 'open'")
    _fee_in_price = models.Constraint(
        "CHECK(price > 0 AND fee >= 0 AND fee < price)",
        "The price of a resold ticket is above its fee.",
    )

    @api.depends("price", "fee")
    def _compute_payout_amount(self):
        for resale in self:
            resale.payout_amount = resale.price - resale.fee

    @api.constrains("price", "first_price")
    def _check_cap(self):
        for resale in self:
            cap = resale.ticket_id._resale_cap()
            if resale.currency_id.compare_amounts(resale.price, cap) > 0:
                raise ValidationError(
                    self.env._(
                        "Nobody may ask more than %(cap)s for this ticket.",
                        cap=resale.currency_id.format(cap),
                    )
                )

    # --- the seller --------------------------------------------------------------------

    @api.model
    def _offer(self, ticket, price, payout, bank_account=""):
        """Put a ticket on the board.

        The caller has checked that whoever asks has the ticket.

        :param price: what the buyer pays
        :param payout: ``wallet`` or ``bank``
        :param bank_account: the seller's account number, for ``bank``
        :raise HandOverRefused: ticket, price or account do not allow it
        """
        ticket_sudo = ticket.sudo().ensure_one()
        seller = ticket_sudo.partner_id
        ticket_sudo._check_may_hand_over("resale", seller)
        currency = ticket_sudo.currency_id
        cap, price = ticket_sudo._resale_cap(), currency.round(price)
        fee = ticket_sudo._resale_fee(price)
        if currency.compare_amounts(price, cap) > 0:
            raise HandOverRefused(
                self.env._(
                    "Nobody may ask more than %(cap)s for this ticket.",
                    cap=currency.format(cap),
                )
            )
        if currency.compare_amounts(price, fee) <= 0:
            raise HandOverRefused(self.env._("Give a price above the fee."))
        return self.sudo().create(
            {
                "ticket_id": ticket_sudo.id,
                "seller_id": seller.id,
                "first_price": ticket_sudo.price,
                "price": price,
                "fee": fee,
                "expires_at": ticket_sudo.session_id.start
                - timedelta(hours=ticket_sudo.show_id.hand_over_hours),
                **self._read_payout(ticket_sudo, payout, bank_account),
            }
        )

    def _withdraw(self):
        """The seller keeps the ticket after all.

        :raise ResaleGone: somebody has bought it, or is paying now
        """
        self._lock_open()
        if self._is_reserved():
            raise ResaleGone(
                self.env._(
                    "Somebody is buying this ticket now. Please look again in %(minutes)s "
                    "minutes.",
                    minutes=KEPT_MINUTES,
                )
            )
        self.state = "withdrawn"

    # --- the buyer -----------------------------------------------------------------------

    def _put_into(self, order_sudo):
        """Keep this ticket for a cart, and write it down there.

        :return: the order line
        :raise ResaleGone: it is sold, taken back, or in somebody else's cart
        """
        mine = self._lock_for_cart(order_sudo)
        line = mine or order_sudo.order_line.create(
            {
                "order_id": order_sudo.id,
                "product_id": self.env.ref("ticket_website.product_resale").id,
                "product_uom_qty": 1,
                "ticket_resale_id": self.id,
            }
        )
        self._keep_for(line)
        return line

    def _lock_for_cart(self, order_sudo):
        """Nobody else gets this ticket while the cart takes it.

        :param order_sudo: the visitor's cart, maybe none yet
        :return: the line of this cart that has it already, if any
        :raise ResaleGone: see :meth:`_put_into`
        """
        self._lock_open()
        mine = order_sudo.order_line.filtered(
            lambda line: line.ticket_resale_id == self
        )
        if not mine and self._is_reserved():
            raise ResaleGone(
                self.env._("Somebody is buying this ticket now. Choose another one.")
            )
        return mine

    def _keep_for(self, line):
        """These tickets are this line's for some minutes from now."""
        until = fields.Datetime.now() + timedelta(minutes=KEPT_MINUTES)
        self.write({"line_id": line.id, "reserved_until": until})

    def _sell(self, line):
        """The ticket is the buyer's: paid, in the order's own transaction.

        :raise ResaleGone: see :meth:`_lock_for`
        """
        self._lock_for(line)
        buyer = line.order_id.partner_id
        ticket = self.ticket_id
        self.write(
            {
                "state": "sold",  # before its ticket is void
                "line_id": line.id,
                "buyer_id": buyer.id,
                "sold_at": fields.Datetime.now(),
                "reserved_until": False,
            }
        )
        self.successor_id = ticket._hand_over_to(
            buyer, self.env._("resold on the board"), order=line.order_id
        )
        self._ask_payout()
        self.env.ref("ticket_website.mail_template_resale_sold").sudo().send_mail(
            self.id
        )

    def _lock_for(self, line):
        """Nobody else gets this ticket; it is free or this line's.

        :raise ResaleGone: it is not
        """
        self._lock_open()
        if self._is_reserved() and self.line_id != line:
            raise ResaleGone(self._gone())

    # --- helpers -----------------------------------------------------------------------

    def _board(self, session):
        """What the board of a session shows, the cheapest first."""
        offers_sudo = self.sudo().search(
            [
                ("session_id", "=", session.id),
                ("state", "=", "open"),
                ("expires_at", ">", fields.Datetime.now()),
            ],
            order="price, id",
            limit=200,
        )
        return offers_sudo.filtered(lambda one: one._is_open())

    def _is_open(self):
        self.ensure_one()
        ticket = self.ticket_id
        return (
            self.state == "open"
            and self.expires_at > fields.Datetime.now()
            and ticket.state == "valid"
            and not ticket.admitted
            and self.show_id.resale_allowed
        )

    def _is_reserved(self):
        """Whether it is in somebody's cart that may still pay."""
        now = fields.Datetime.now()
        return bool(self.line_id and self.reserved_until and self.reserved_until > now)

    def _website_standing(self):
        """The state in one word, as pages tell it."""
        if self.state == "open":
            if not self._is_open():
                return "over"
            return "reserved" if self._is_reserved() else "open"
        return self.state

    def _lock_open(self):
        """:raise ResaleGone: not on the board any more, or just being bought"""
        self.ensure_one()
        try:
            self.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise ResaleGone(self._gone()) from error
        if not self._is_open():
            raise ResaleGone(self._gone())

    def _gone(self):
        return self.env._(
            "%(seat)s is not on the resale board any more.", seat=self.seat_label
        )
