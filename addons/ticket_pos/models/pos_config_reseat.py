from odoo import models
from odoo.exceptions import UserError

from odoo.addons.ticket_sale.exceptions import TicketError

MOST_TICKETS = 100


class PosConfig(models.Model):
    """Another seat for nothing, wherever the ticket was sold: a broken chair, a pillar,
    a family that wants to sit together."""

    _inherit = "pos.config"

    def ticket_reseat(self, ticket_ids, holds, reason, grant=False):
        """Move tickets to places that this till holds, and print the new tickets.

        :param holds: ``[[token, place ids], …]``: as many places as tickets
        :return: ``labels`` of the new seats and ids of their ``tickets``
        :raise ApprovalMissing: a supervisor must
        :raise ExchangeRefused, PlacesUnavailable: tickets and places do not fit
        """
        self._ticket_check_cashier()
        reason = str(reason or "").strip()[:200]
        if not reason:
            raise UserError(self.env._("Say why these people sit elsewhere."))
        tickets_sudo = self._ticket_known_tickets(ticket_ids)
        places_sudo = self._ticket_held_places(holds)
        self.env["ticket.till.approval"]._authorise(
            self,
            "reseat",
            tickets_sudo,
            grant,
            reason=reason,
            reference=", ".join(
                f"{ticket.seat_label} → {place.display_name}"
                for ticket, place in zip(tickets_sudo, places_sudo, strict=False)
            )[:500],
        )
        for token, place_ids in holds:
            self.env["ticket.hold"]._release_places(token, place_ids)
        successors_sudo = tickets_sudo._reseat(places_sudo, reason)
        if printer_sudo := self.sudo().ticket_printer_id:
            self.env["ticket.print.job"].sudo()._enqueue(successors_sudo, printer_sudo)
        return {
            "labels": successors_sudo.mapped("seat_label"),
            "tickets": successors_sudo.ids,
        }

    def _ticket_known_tickets(self, ticket_ids):
        """:raise TicketError: one is not of this company"""
        wanted = {int(i) for i in list(ticket_ids)[:MOST_TICKETS]}
        tickets_sudo = self.env["ticket.ticket"].sudo().browse(sorted(wanted)).exists()
        if not tickets_sudo or tickets_sudo.company_id != self.company_id:
            raise TicketError(self.env._("These tickets do not exist any more."))
        return tickets_sudo

    def _ticket_held_places(self, holds):
        """The places that the till holds, in the order of the seats.

        :raise HoldNotFound, HoldExpired: it does not
        """
        places_sudo = self.env["ticket.place"].sudo()
        for token, place_ids in holds:
            hold_sudo = self._ticket_own_hold(token)
            places_sudo |= hold_sudo.place_ids.filtered(
                lambda place, ids=place_ids: place.id in ids
            )
        return places_sudo.sorted("id")
