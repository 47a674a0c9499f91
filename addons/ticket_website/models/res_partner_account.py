from odoo import fields, models
from odoo.fields import Domain

#: What a customer has in the house, in the order it is shown.
CARD_TYPES = ("ewallet", "gift_card", "loyalty", "coupons", "next_order_coupons")
MOST_SESSIONS = 4


class ResPartner(models.Model):
    """What the account pages show of a customer. Callers have checked who asks."""

    _inherit = "res.partner"

    def _website_next(self):
        """The live tickets of the next sessions, by session in the order of time.

        :return: [(session, tickets), …], with sudo
        """
        tickets_sudo = self.env["ticket.ticket"].sudo()
        domain = self._website_own() & Domain(
            [
                ("state", "in", ("valid", "used")),
                ("session_id.end", ">=", fields.Datetime.now()),
                ("session_id.state", "!=", "cancelled"),
            ]
        )
        sessions = tickets_sudo._read_group(
            domain, ["session_id"], order="session_id", limit=MOST_SESSIONS
        )
        session_ids = [session.id for (session,) in sessions]
        found_sudo = tickets_sudo.search(
            domain & Domain("session_id", "in", session_ids), order="id"
        )
        by_session = found_sudo.grouped("session_id")
        return sorted(by_session.items(), key=lambda row: (row[0].start, row[0].id))

    def _website_to_pay(self):
        """Orders that wait for their money, with sudo: ordered and not paid yet, or sent
        as a link. A cart is not one of them."""
        orders_sudo = self.env["sale.order"].sudo()
        return orders_sudo.search(
            self._website_own() & Domain("state", "=", "sent"),
            order="id desc",
            limit=10,
        ).filtered(lambda order: order._has_to_be_paid())

    def _website_cards(self):
        """Stored value, gift cards, points and coupons of this customer, with sudo."""
        today = fields.Date.context_today(self)
        domain = Domain("program_id.program_type", "in", CARD_TYPES)
        domain &= Domain("program_id.active", "=", True)
        domain &= Domain("partner_id", "in", self._website_family().ids)
        domain &= Domain("expiration_date", "=", False) | Domain(
            "expiration_date", ">=", today
        )
        cards_sudo = self.env["loyalty.card"].sudo().search(domain)
        return cards_sudo.filtered(
            lambda card: card.points or card.program_type in ("ewallet", "loyalty")
        ).sorted(lambda card: (CARD_TYPES.index(card.program_type), card.id))

    def _website_waiting(self):
        """Waiting lists this customer stands in, with sudo."""
        return (
            self.env["ticket.waiting"]
            .sudo()
            .search(
                Domain("partner_id", "in", self._website_family().ids)
                & Domain("state", "in", ("waiting", "offered"))
                & Domain("session_id.end", ">=", fields.Datetime.now()),
                limit=20,
            )
        )

    # --- helpers ---

    def _website_own(self):
        """A domain for what belongs to this customer, their firm or household."""
        return Domain("partner_id", "child_of", self.commercial_partner_id.id)

    def _website_family(self):
        return self | self.commercial_partner_id
