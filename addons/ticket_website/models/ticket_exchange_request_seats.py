from odoo import api, fields, models

from odoo.addons.ticket_sale.exceptions import ExchangeRefused, TicketError


class TicketExchangeRequest(models.Model):
    """Customers choose the new seats on the map, one for each ticket."""

    _inherit = "ticket.exchange.request"

    place_of_tickets = fields.Json(
        readonly=True, help="Which ticket gets which place, when the customer chose."
    )

    @api.model
    def _begin_at(self, tickets, session, seat_of):
        """Keep the seats that the customer chose on the map.

        :param dict seat_of: {ticket id: seat id}, as the browser sends it
        :return: the request, with sudo
        :raise TicketError: the rules do not allow it, or a seat is not to be had
        """
        tickets_sudo = tickets.sudo().sorted("id")
        seats = [seat_of.get(ticket.id) for ticket in tickets_sudo]
        if len(set(seats)) != len(tickets_sudo) or None in seats:
            raise ExchangeRefused(self.env._("Choose a seat for each ticket."))
        asked_sudo = self._keep(tickets_sudo, session, {"seat_ids": sorted(seats)})
        place_of = {place.seat_id.id: place.id for place in asked_sudo.place_ids}
        asked_sudo.place_of_tickets = {
            str(ticket.id): place_of[seat]
            for ticket, seat in zip(tickets_sudo, seats, strict=True)
        }
        try:
            asked_sudo._quote()
        except TicketError:
            asked_sudo._let_go()  # told on the map, and chosen anew
            raise
        return asked_sudo

    def _pairs(self):
        tickets, places = super()._pairs()
        if chosen := self.place_of_tickets:
            places = places.browse(chosen[str(ticket.id)] for ticket in tickets)
        return tickets, places
