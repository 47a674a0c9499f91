from odoo import fields, models
from odoo.fields import Domain

from ..exceptions import WalletInsufficient

#: Sessions a distributor is told about: those on sale, and what became of them.
KNOWN_STATES = (
    "announced",
    "presale",
    "on_sale",
    "paused",
    "ended",
    "played",
    "postponed",
    "cancelled",
)


class TicketDistributor(models.Model):
    """What bookings do to the wallet. Places are always taken before the wallet."""

    _inherit = "ticket.distributor"

    def _session_domain(self):
        """The sessions this contract may see."""
        self.ensure_one()
        return (
            Domain("company_id", "=", self.company_id.id)
            & Domain("state", "in", KNOWN_STATES)
            & Domain("inventory_open", "=", True)
        )

    def _wallet_reserve(self, booking):
        """Reserve a booking's amount; overdue bookings make way first if need be.

        :raise WalletInsufficient: it is not covered even then
        """
        try:
            self._wallet_move("reserve", booking.amount, booking=booking)
        except WalletInsufficient:
            overdue = self.env["ticket.booking"].search(
                [
                    ("distributor_id", "=", self.id),
                    ("state", "=", "locked"),
                    ("expires_at", "<", fields.Datetime.now()),
                ],
                limit=200,
            )
            overdue = overdue.try_lock_for_update()
            if not overdue:
                raise
            overdue._expire()
            self._wallet_move("reserve", booking.amount, booking=booking)

    def _wallet_unreserve(self, booking):
        self._wallet_move("unreserve", booking.amount, booking=booking)

    def _wallet_charge(self, booking):
        """Turn a booking's reservation into a charge with its journal entry."""
        self._wallet_lock()
        self._wallet_move("unreserve", booking.amount, booking=booking)
        self._wallet_book("charge", booking, booking.line_ids)

    def _wallet_return(self, booking, lines, fee=0.0):
        """Pay back what was charged for some lines less a fee, with its entry."""
        self._wallet_lock()
        self._wallet_book("return", booking, lines, fee)

    def _wallet_book(self, kind, booking, lines, fee=0.0):
        """Move the wallet by the price of ``lines`` and tell the tickets of it.

        :param fee: what is kept of a return, tax included
        """
        is_return = kind == "return"
        price = self.currency_id.round(sum(lines.mapped("price")))
        if price:
            move = self._wallet_entry(
                booking.reference,
                [
                    *lines._entry_lines(refund=is_return, fee=fee),
                    *booking._fee_entry_lines(fee),
                ],
            )
            self._wallet_move(kind, price - fee, booking=booking, move=move)
        for same_price in lines.grouped(lambda line: line._entry_key()).values():
            total = 0.0 if is_return else sum(same_price.mapped("net_amount"))
            same_price.ticket_id._book(self.currency_id.round(total))
