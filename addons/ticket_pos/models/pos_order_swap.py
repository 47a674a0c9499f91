from odoo import fields, models

from odoo.addons.ticket_sale.exceptions import ExchangeRefused


class PosOrder(models.Model):
    """An exchange at the till: one order takes tickets back and sells as many others.
    The difference is what the order costs, to pay or to give back."""

    _inherit = "pos.order"

    ticket_is_exchange = fields.Boolean(string="Exchange of Tickets", copy=False)

    def _process_saved_order(self, draft):
        if self.ticket_is_exchange and not draft and self.amount_total < 0:
            self.is_refund = True  # as an invoice it is a credit note
        return super()._process_saved_order(draft)

    def _ticket_return_act(self):
        return "exchange" if self.ticket_is_exchange else super()._ticket_return_act()

    def _ticket_approve_refund(self, tickets):
        """An exchange is approved with the seats it is for.

        :raise ExchangeRefused: tickets and places do not fit
        :raise ApprovalMissing: no supervisor has approved it
        """
        if not self.ticket_is_exchange:
            return super()._ticket_approve_refund(tickets)
        places = self.env["ticket.place"].browse(
            place_id for _type, place_id in self._ticket_new_places()
        )
        if tickets != self._ticket_returned():
            raise ExchangeRefused(
                self.env._("The till did not say which tickets are exchanged.")
            )
        tickets._check_places(places)
        return self.env["ticket.till.approval"]._authorise(
            self.config_id,
            "exchange",
            ("ticket.ticket", [*tickets.ids, *(f"to:{place.id}" for place in places)]),
            self._ticket_take_grant("exchange"),
            amount=self.amount_total,
            reference=self._ticket_swap_words(self._ticket_swaps()),
        )

    def _ticket_swap_words(self, swaps):
        told = ", ".join(
            f"{ticket.seat_label} → {place.sudo().display_name}"
            for ticket, place in swaps
        )
        return f"{self.pos_reference or self.name}: {told}"[:500]

    def _ticket_returned(self):
        """The tickets that this exchange takes back, void already or not."""
        tickets_sudo = self.env["ticket.ticket"].sudo()
        for line in self.sudo().lines.filtered("refunded_orderline_id"):
            chosen = line.ticket_refund or []
            tickets_sudo |= line.refunded_orderline_id.ticket_ids.filtered(
                lambda ticket, chosen=chosen: ticket.id in chosen
            )
        return tickets_sudo.sorted("id")

    def _ticket_new_places(self):
        """[(type id, place id), …] of what this order sells."""
        return [
            (line.ticket_selection.get("type_id"), place_id)
            for line in self.lines
            if line._ticket_is_sale()
            for place_id, _token in line._ticket_seats()
        ]

    def _ticket_swaps(self):
        """[(ticket, its new place), …]: a new ticket of the same type follows, as far
        as there is one."""
        if not self.ticket_is_exchange:
            return []
        new = self._ticket_new_places()
        swaps, left = [], []
        for ticket in self._ticket_returned():
            same = next((pair for pair in new if pair[0] == ticket.type_id.id), None)
            if same:
                new.remove(same)
                swaps.append((ticket, same[1]))
            else:
                left.append(ticket)
        swaps += [
            (ticket, place) for ticket, (_type, place) in zip(left, new, strict=False)
        ]
        places = self.env["ticket.place"]
        return [(ticket, places.browse(place_id)) for ticket, place_id in swaps]

    def _ticket_issue(self):
        """As before; what hung on the old tickets goes over to the new ones."""
        result = super()._ticket_issue()
        if self.ticket_is_exchange:
            successors_sudo = self.lines.ticket_ids.sudo()
            for successor in successors_sudo:
                successor.replaces_id._moved_to(successor)
            self.env["ticket.place.log"].sudo()._record_tickets(
                successors_sudo, "moved", self.pos_reference or self.name
            )
        return result
