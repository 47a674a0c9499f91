from odoo import models
from odoo.fields import Domain

from ..exceptions import CompanionAlone
from .ticket_hold_orphan import CUSTOMER_CHANNELS


class TicketHold(models.Model):
    """A companion seat goes to whoever takes its wheelchair place.

    Staff may sell one alone: the wheelchair place may have been sold elsewhere.
    """

    _inherit = "ticket.hold"

    def _check_chosen(self, hold_sudo, places_sudo):
        """Asked again before money: the wheelchair place may have been given back."""
        result = super()._check_chosen(hold_sudo, places_sudo)
        known = hold_sudo.session_id.seat_map_id._companion_seats()
        companions = [
            seat_id for seat_id in places_sudo.seat_id.ids if seat_id in known
        ]
        if companions:
            self._check_companions(hold_sudo, companions)
        return result

    def _check_companions(self, hold_sudo, companions):
        """
        :param companions: ids of companion seats
        :raise CompanionAlone: one of them without its wheelchair place
        """
        if hold_sudo.channel not in CUSTOMER_CHANNELS:
            return
        places = hold_sudo.session_id.seat_map_id._companion_seats()
        taken = set(self._wheelchair_seats(hold_sudo).ids)
        alone = [
            seat_id
            for seat_id in companions
            if (places[seat_id] not in taken if places[seat_id] else not taken)
        ]
        if alone:
            seats = self.env["ticket.seat"].sudo().browse(alone)
            raise CompanionAlone(
                self.env._(
                    "%(seats)s is a companion seat: it is sold together with the "
                    "wheelchair place beside it.",
                    seats=", ".join(seats.mapped("display_name")),
                ),
                seats=alone,
                wheelchairs=[places[seat_id] for seat_id in alone if places[seat_id]],
            )

    def _wheelchair_seats(self, hold_sudo):
        """The wheelchair places this buyer holds or has bought in the session."""
        mine = Domain("hold_id", "=", hold_sudo.id)
        if hold_sudo.reference:
            mine |= Domain("hold_id.reference", "=", hold_sudo.reference)
        if hold_sudo.partner_id:
            mine |= Domain("hold_id.partner_id", "=", hold_sudo.partner_id.id)
        return (
            self.env["ticket.place"]
            .sudo()
            .search(
                mine
                & Domain("session_id", "=", hold_sudo.session_id.id)
                & Domain("state", "in", ("held", "reserved", "sold"))
                & Domain("seat_id.kind_id.code", "=", "wheelchair")
            )
            .seat_id
        )
