from odoo import api, models

from ..exceptions import PlacesUnavailable


class TicketReservation(models.Model):
    """Keeping places, moving to others, becoming an order."""

    _inherit = "ticket.reservation"

    @api.model
    def _reserve(self, wishes, *, seller=None, **values):
        """Make a reservation with its places: committed when it returns, all or nothing.

        :param wishes: (``ticket.session``, what ``ticket.hold._take`` wants: ``place_ids``
            or ``best``) pairs, one a session
        :param seller: the allotment the places come from, if any
        :param values: fields of the reservation
        :return: the reservation; a caller whose transaction began before does not see
            it, only its id
        :raise PlacesUnavailable, SaleClosed: as ``_take``; nothing is reserved then
        """
        with self.env["ticket.hold"]._transaction() as Hold:
            reservation = Hold.env["ticket.reservation"].create(values)
            for session, wanted in sorted(wishes, key=lambda wish: wish[0].id):
                reservation._take(session, wanted, seller=seller)
            reservation_id = reservation.id
        return self.browse(reservation_id)

    def _add(self, session, wanted, *, seller=None):
        """Keep more places, of the same or another session."""
        self._check_still_kept()
        with self.env["ticket.hold"]._transaction() as Hold:
            self.with_env(Hold.env)._take(session, wanted, seller=seller)

    def _take(self, session, wanted, *, seller=None):
        """Keep places in the current (short) transaction.

        :return: the new hold
        """
        self.ensure_one()
        held = self.env["ticket.hold"]._take(
            session,
            "backoffice",
            until=self.deadline,
            partner=self.partner_id,
            reference=self.name,
            seller=seller,
            reserved=True,
            **wanted,
        )
        hold_sudo = self.env["ticket.hold"].sudo().browse(held.hold_id)
        hold_sudo.reservation_id = self.id
        self._check_deadline()
        return hold_sudo

    def _move(self, hold, session, wanted):
        """Keep other places instead of those of ``hold``: the new ones are taken before
        the old ones are given back, in one transaction.

        :raise PlacesUnavailable: the reservation stays as it was
        """
        self._check_still_kept()
        if hold.reservation_id != self:
            raise PlacesUnavailable(
                self.env._("These places are not kept by %(name)s.", name=self.name)
            )
        with self.env["ticket.hold"]._transaction() as Hold:
            old_sudo = hold.with_env(Hold.env).sudo()
            before = old_sudo.place_names
            new_sudo = self.with_env(Hold.env)._take(session, wanted)
            old_sudo._free_places_moved()
            self.with_env(Hold.env).message_post(
                body=Hold.env._(
                    "Moved from %(before)s to %(after)s.",
                    before=before,
                    after=new_sudo.place_names,
                )
            )

    # --- the order --------------------------------------------------------------

    def _make_order(self, types):
        """Put the reserved places into a quotation, which keeps them until the deadline.

        :param types: {place id: ticket type id} of every place of the reservation
        :return: the ``sale.order``
        """
        self.ensure_one()
        self._check_still_kept()
        values = {
            "partner_id": self.partner_id.id,
            "company_id": self.company_id.id,
            "user_id": self.user_id.id,
            "origin": self.name,
            "validity_date": self.deadline.date(),
            "ticket_reservation_id": self.id,
        }
        if self.deposit_percent:
            values["require_payment"] = True
            values["prepayment_percent"] = self.deposit_percent / 100
        order = self.env["sale.order"].create(values)
        for hold_sudo in self.hold_ids.sudo().filtered("place_ids"):
            order._ticket_add(
                hold_sudo, {place.id: types[place.id] for place in hold_sudo.place_ids}
            )
        self.sudo().write({"order_id": order.id, "state": "ordered"})
        return order

    def _give_up_order(self):
        """The deadline passed: an order that nobody paid is cancelled, and somebody
        decides about one with a deposit."""
        order = self.order_id.sudo()
        if order.state in ("draft", "sent"):
            order._action_cancel()
        elif order.state == "sale":
            order.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("Deadline passed with a deposit paid"),
                note=self.env._(
                    "The places of %(reservation)s are on sale again. Give the deposit "
                    "back or agree on new places.",
                    reservation=self.name,
                ),
                user_id=(self.user_id or self.env.ref("base.user_admin")).id,
            )
