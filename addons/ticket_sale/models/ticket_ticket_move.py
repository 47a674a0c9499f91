from odoo import models
from odoo.exceptions import AccessError

from ..exceptions import ExchangeRefused


class TicketTicket(models.Model):
    """Tickets move to other places: the old one is void, its successor is issued, in
    one transaction. What it costs is the business of exchange; reseating is free."""

    _inherit = "ticket.ticket"

    def _reseat(self, places, reason, hold=None):
        """Give these tickets other places, free of charge, whatever they were sold by.

        Money and books do not move: each successor is worth what its ticket was, on the
        same document. It has a new number and token; the old one lets nobody in.

        :param places: as many ``ticket.place``, in the same order
        :param hold: the hold that has the places, when there is one
        :return: the successors, in the same order
        :raise ExchangeRefused: tickets and places do not fit
        :raise PlacesUnavailable: somebody else has a place; nothing is moved then
        """
        self._check_may_move()
        self._check_places(places)
        kept = {
            ticket: (ticket.booked, ticket.advance_amount, ticket._sale_links())
            for ticket in self.sudo()
        }
        self._void_all("exchanged", reason)
        items = [
            {
                "place_id": place.id,
                "type_id": ticket.type_id.id,
                "price": ticket.price,
                "net_amount": ticket.net_amount,
                "currency_id": ticket.currency_id.id,
                "user_id": ticket.user_id.id,
                "list_price": ticket.list_price,
                "price_steps": ticket.price_steps,
                **kept[ticket][2],
            }
            for ticket, place in zip(self.sudo(), places, strict=True)
        ]
        successors = self._issue_successors(places, items, reason, hold=hold)
        for ticket, successor in zip(self.sudo(), successors.sudo(), strict=True):
            booked, worth, _links = kept[ticket]
            ticket.booked = False
            ticket.strategy_use_ids.ticket_id = successor
            successor.write({"booked": booked, "advance_amount": worth})
        self.sudo()._hand_over(successors.sudo())
        (self | successors).sudo().session_id._recognise_revenue()
        return successors

    def _issue_successors(self, places, items, reason, hold=None):
        """Issue the tickets that follow on these void ones.

        :param items: what ``ticket.hold._issue`` needs, one a ticket
        :param hold: the hold that has the places, when there is one
        :return: the successors, in the order of these tickets
        """
        by_place = {}
        rows = list(zip(self.sudo(), places.sudo(), items, strict=True))
        for session in places.sudo().session_id:
            of_session = [row for row in rows if row[1].session_id == session]
            session_hold = hold or self._hold_for_move(session)
            issued = self.env["ticket.hold"]._issue(
                session_hold,
                [item | ticket._successor_values() for ticket, _, item in of_session],
            )
            by_place |= {ticket.place_id.id: ticket.id for ticket in issued}
        successors = self.browse(by_place[place.id] for place in places)
        self.env["ticket.place.log"]._record_tickets(successors, "moved", reason)
        for ticket, successor in zip(self.sudo(), successors.sudo(), strict=True):
            ticket._moved_to(successor)
        return successors

    def _successor_values(self):
        """What a successor has from its ticket, however it is paid."""
        self.ensure_one()
        return {
            "replaces_id": self.id,
            "partner_id": self.partner_id.id,
            "holder_name": self.holder_name,
            "channel": self.channel,
        }

    def _sale_links(self):
        """The document line that sold the ticket; channels add theirs."""
        self.ensure_one()
        return {"sale_line_id": self.sale_line_id.id}

    def _moved_to(self, successor):
        """Hook: what hangs on this void ticket goes over to its successor."""

    def _hand_over(self, successors):
        """Hook: the document lines that sold these tickets are their successors' now."""
        new_places = dict(zip(self, successors.place_id, strict=True))
        for line, tickets in self.grouped("sale_line_id").items():
            if not line:
                continue
            places = self.env["ticket.place"].browse(new_places[t].id for t in tickets)
            line.ticket_place_ids = line.ticket_place_ids - tickets.place_id + places
            living = line.ticket_ids.filtered(lambda ticket: ticket.state == "valid")
            if len(living.session_id) == 1:
                line.ticket_session_id = living.session_id

    def _hold_for_move(self, session):
        """A hold of this transaction, so that the places have an owner on paper."""
        Hold = self.env["ticket.hold"].sudo()
        hold_id, _token, _expires_at = Hold._create_hold(
            session, "backoffice", 1, None, self.partner_id[:1], None
        )
        return Hold.browse(hold_id)

    def _check_may_move(self):
        if not self.env.su and not self.env.user.has_group(
            "ticket_sale.group_ticket_supervisor"
        ):
            raise AccessError(
                self.env._("Only a ticket supervisor may move tickets to other places.")
            )

    def _check_places(self, places):
        """:raise ExchangeRefused: tickets and places do not fit each other"""
        if len(self) != len(places) or not self:
            raise ExchangeRefused(
                self.env._(
                    "%(tickets)s tickets cannot move to %(places)s places.",
                    tickets=len(self),
                    places=len(places),
                )
            )
        for ticket in self.sudo():
            if ticket.state != "valid":
                raise ExchangeRefused(
                    self.env._(
                        "Ticket %(number)s is used or void and cannot be exchanged.",
                        number=ticket.display_name,
                    ),
                    tickets=[ticket.number],
                )
        for session in places.sudo().session_id:
            session._check_move_target(self.sudo().company_id)
