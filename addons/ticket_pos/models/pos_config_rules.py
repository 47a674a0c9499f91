from odoo import models

from odoo.addons.ticket_sale.buyer import phone_key
from odoo.addons.ticket_sale.exceptions import (
    HolderInvalid,
    HolderTaken,
    HoldExpired,
    HoldNotFound,
    TicketError,
)


class PosConfig(models.Model):
    """Purchase limits and named persons at the counter, before money is taken."""

    _inherit = "pos.config"

    def ticket_secure(self, holds, items, partner_id=False, *args, **kwargs):
        """As before; also asks the limits over the whole cart, and says which places
        still need a person.

        :return: also ``unnamed``: places with label, type and session, and
            ``documents``, the kinds of document there are
        :raise LimitReached: the customer, or this order, would have too much
        """
        answer = super().ticket_secure(holds, items, partner_id, *args, **kwargs)
        place_ids = [
            place_id
            for item in items
            for place_id in item["place_ids"]
            if place_id not in answer["lost"]
        ]
        partner, _pricelist = self._ticket_buyer(partner_id, False)
        unnamed = self._ticket_ask_rules(place_ids, partner) if place_ids else []
        documents = self.env["ticket.holder"]._fields["document"]
        return {
            **answer,
            "unnamed": unnamed,
            "documents": documents._description_selection(self.env) if unnamed else [],
        }

    def _ticket_ask_rules(self, place_ids, partner):
        """The places were held a moment ago, maybe behind this request's snapshot: they
        are read in a short transaction."""
        with self.env["ticket.hold"]._transaction() as Hold:
            places_sudo = Hold.env["ticket.place"].sudo().browse(place_ids)
            Hold._bind_now(
                places_sudo.hold_id.ids, place_ids, partner.id, phone_key(partner.phone)
            )
            unnamed = []
            for hold_sudo, places in places_sudo.grouped("hold_id").items():
                wanted = places.filtered(
                    lambda place: place.session_id._is_for_named(place.type_id)
                )
                named = wanted and Hold.env["ticket.holder"]._named(
                    hold_sudo, wanted.ids
                )
                unnamed += [
                    {
                        "place_id": place.id,
                        "label": place.display_name,
                        "type_name": place.type_id.name,
                        "session_name": place.session_id.display_name,
                    }
                    for place in wanted
                    if place.id not in named
                ]
        return unnamed

    def ticket_name(self, holds, persons):
        """Bind persons to the places of a cart.

        :param holds: ``[[token, place ids], …]`` of the cart
        :param persons: ``{place id: {"name", "document", "number"}}``
        :return: ``errors`` {place id: {field: sentence}} and ``message``, both empty
            when all persons are bound
        """
        self._ticket_check_cashier()
        persons = {int(place_id): entry for place_id, entry in persons.items()}
        try:
            for token, place_ids in holds:
                mine = {i: persons[i] for i in place_ids if i in persons}
                if mine:
                    hold_sudo = self._ticket_own_hold(token)
                    self.env["ticket.hold"].sudo()._set_holders(hold_sudo, mine)
        except (HoldExpired, HoldNotFound):
            raise
        except TicketError as error:
            return {"errors": self._ticket_name_errors(error), "message": str(error)}
        return {"errors": {}, "message": ""}

    def _ticket_name_errors(self, error):
        words = self.env["ticket.holder"]._reasons()
        if isinstance(error, HolderInvalid):
            return {
                place_id: {name: words[reason] for name, reason in wrong.items()}
                for place_id, wrong in error.details["errors"].items()
            }
        if isinstance(error, HolderTaken):
            return {
                place_id: {"number": str(error)} for place_id in error.details["places"]
            }
        return {}
