from datetime import timedelta

from odoo import fields, models

from ..exceptions import HandOverRefused

#: A ticket changes hands while its session is to come and takes place as announced.
OPEN_STATES = ("announced", "presale", "on_sale", "paused", "ended")


class TicketTicket(models.Model):
    """Which tickets their holders may give on or sell on the website."""

    _inherit = "ticket.ticket"

    transfer_ids = fields.Many2many(
        "ticket.transfer",
        "ticket_transfer_ticket_rel",
        "ticket_id",
        "transfer_id",
        string="Given On",
        readonly=True,
    )
    resale_ids = fields.One2many("ticket.resale", "ticket_id", readonly=True)

    def _void(self, state, reason, force=False):
        """Nobody can accept or buy a ticket that is void."""
        live = super()._void(state, reason, force)
        live_sudo = live.sudo()
        live_sudo.transfer_ids.filtered(lambda one: one.state == "open").state = "void"
        live_sudo.resale_ids.filtered(lambda one: one.state == "open").state = "void"
        return live

    def _self_exchange(self):
        """An exchange is settled with the order's buyer, who has this ticket no more."""
        return super(
            TicketTicket, self.filtered(lambda ticket: not ticket.handed_over)
        )._self_exchange()

    def _website_actions(self, access_token=None):
        """Give on, sell, or take back what is offered."""
        actions = super()._website_actions(access_token)
        given = self.transfer_ids.filtered(lambda one: one._is_open())[:1]
        offered = self.resale_ids.filtered(lambda one: one._is_open())[:1]
        if given:
            actions.append(
                {
                    "key": "taken_back",
                    "label": self.env._("Offered to a friend"),
                    "url": given._sent_url(),
                    "icon": "fa-gift",
                    "sequence": 40,
                    "method": "get",
                }
            )
        elif offered:
            actions.append(
                {
                    "key": "on_board",
                    "label": self.env._("On the resale board"),
                    "url": f"/my/resale#resale_{offered.id}",
                    "icon": "fa-exchange",
                    "sequence": 50,
                    "method": "get",
                }
            )
        else:
            actions += self._hand_over_actions(access_token)
        return actions

    def _hand_over_actions(self, access_token):
        actions = []
        if not self._hand_over_refusal("transfer"):
            actions.append(
                {
                    "key": "transfer",
                    "label": self.env._("Give to a friend"),
                    "url": self._website_url(
                        f"/my/tickets/{self.id}/transfer", access_token
                    ),
                    "icon": "fa-gift",
                    "sequence": 40,
                    "method": "get",
                }
            )
        if not self._hand_over_refusal("resale"):
            actions.append(
                {
                    "key": "resale",
                    "label": self.env._("Sell it"),
                    "url": f"/my/tickets/{self.id}/sell",
                    "icon": "fa-exchange",
                    "sequence": 50,
                    "method": "get",
                }
            )
        return actions

    # --- rules -------------------------------------------------------------------

    def _hand_over_refusal(self, act):
        """Why this ticket may not change hands now; nothing when it may.

        :param act: ``transfer`` (for nothing) or ``resale``
        """
        self.ensure_one()
        show, session = self.show_id, self.session_id
        allowed = show.transfer_allowed if act == "transfer" else show.resale_allowed
        hours = show.hand_over_hours
        if not allowed and act == "transfer":
            reason = self.env._("Tickets of this show cannot be given on.")
        elif not allowed:
            reason = self.env._("Tickets of this show cannot be resold.")
        elif self.state != "valid" or self.admitted:
            reason = self.env._("This ticket is used or void.")
        elif session.state not in OPEN_STATES:
            reason = self.env._("This performance does not take place as announced.")
        elif fields.Datetime.now() >= session.start - timedelta(hours=hours):
            reason = self.env._(
                "Tickets change hands until %(hours)s hours before the start. Please "
                "ask the box office.",
                hours=hours,
            )
        elif self.transfer_ids.filtered(lambda one: one._is_open()):
            reason = self.env._(
                "This ticket is offered to a friend. Take it back first."
            )
        elif self.resale_ids.filtered(lambda one: one._is_open()):
            reason = self.env._(
                "This ticket is on the resale board. Take it back first."
            )
        else:
            reason = self._resale_refusal() if act == "resale" else None
        return reason

    def _resale_refusal(self):
        """Why this ticket cannot be sold on, though it might be given on."""
        order = self.order_id
        if self.session_id._is_for_named(self.type_id):
            return self.env._(
                "Tickets for named persons are not resold. Give it on or give it back."
            )
        if not order or self.currency_id.is_zero(self.price):
            return self.env._(
                "Only tickets paid on the website or by an order can be resold."
            )
        if self.package_sale_id or self.voucher_ids:
            return self.env._("Tickets of a package or for a voucher cannot be resold.")
        if self.currency_id != self.company_id.currency_id:
            return self.env._("Tickets paid in another currency cannot be resold.")
        if not order._ticket_is_paid():
            return self.env._("This ticket can be resold once its order is paid.")
        return None

    def _check_may_hand_over(self, act, partner):
        """:raise HandOverRefused: one of these tickets may not change hands now"""
        for ticket in self:
            if reason := ticket._hand_over_refusal(act):
                raise HandOverRefused(f"{ticket.seat_label}: {reason}")
        limit = self.show_id[:1].hand_over_limit
        if limit and len(self) + self._handed_on_by(partner) > limit:
            raise HandOverRefused(
                self.env._(
                    "One person may hand on %(limit)s tickets of a performance.",
                    limit=limit,
                )
            )

    def _handed_on_by(self, partner):
        """How many tickets of this session the person gave on, sold, or offers."""
        same = [
            ("session_id", "=", self.session_id.id),
            ("state", "in", ("open", "accepted", "sold")),
        ]
        given = self.env["ticket.transfer"].sudo()
        given = given.search([*same, ("sender_id", "=", partner.id)])
        return sum(len(one.ticket_ids) for one in given) + self.env[
            "ticket.resale"
        ].sudo().search_count([*same, ("seller_id", "=", partner.id)])

    def _resale_cap(self):
        """The most that may be asked for this ticket."""
        return self.currency_id.round(self.price * self.show_id.resale_cap / 100)

    def _resale_fee(self, price):
        """What the house keeps of a price, tax included."""
        return self.currency_id.round(price * self.show_id.resale_fee / 100)
