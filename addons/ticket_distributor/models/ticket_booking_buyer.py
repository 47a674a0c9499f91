from dataclasses import asdict

from odoo import models

from odoo.addons.ticket_sale.buyer import phone_key


class TicketBooking(models.Model):
    """Who the tickets of a booking are for, and the purchase limits of that buyer."""

    _inherit = "ticket.booking"

    def _check_buyer(self, order, taken):
        """Bind persons and phone to places just taken, and ask the limits over all.

        :param taken: what :meth:`_take` returned, in the order of the wishes
        :raise HolderMissing, HolderInvalid, HolderTaken: names are missing or wrong
        :raise LimitReached: the buyer or a person has too many
        """
        Hold = self.env["ticket.hold"]
        for (held, kinds), persons in zip(taken, self._persons(order), strict=True):
            hold_sudo = Hold.sudo().browse(held.hold_id)
            places = [place.id for place in held.places]
            named = persons(places)
            if named:
                Hold._write_holders(hold_sudo, named)
            self.env["ticket.holder"]._check_named(
                hold_sudo, dict(zip(places, kinds, strict=True))
            )
        held_ids = [held.hold_id for held, _kinds in taken]
        place_ids = [place.id for held, _kinds in taken for place in held.places]
        Hold._bind_now(held_ids, place_ids, None, phone_key(order.phone))

    def _persons(self, order):
        """For each hold that :meth:`_take` makes, a function that says which of its
        places is for whom."""
        named = {wish.place: wish.holder for wish in order.places}
        finders = [lambda places: _entries(places, map(named.get, places))]
        counted = sorted(order.areas, key=lambda wish: wish.area)
        counted += [order.best] if order.best else []
        return [
            *(finders if order.places else ()),
            *(
                lambda places, holders=wish.holders: _entries(places, holders)
                for wish in counted
            ),
        ]


def _entries(places, persons):
    """{place id: entry} for ``ticket.hold._write_holders``; nobody is left out."""
    return {
        place_id: asdict(person)
        for place_id, person in zip(places, persons, strict=False)
        if person
    }
