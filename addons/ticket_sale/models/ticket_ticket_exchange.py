from dataclasses import dataclass

from odoo import models

from ..exceptions import ExchangeRefused


@dataclass(frozen=True, slots=True)
class ExchangeQuote:
    """What an exchange costs, before it is done."""

    rows: tuple  # (ticket, place, type, old price, fee, new price)
    back: float  # what the old tickets are worth
    fee: float
    new: float  # what the new tickets cost

    @property
    def due(self):
        """To pay, or to give back when negative."""
        return self.new + self.fee - self.back


class TicketTicket(models.Model):
    _inherit = "ticket.ticket"

    def action_exchange(self):
        """Choose other places for these tickets."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Exchange Tickets"),
            "res_model": "ticket.exchange",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_ticket_ids": [(6, 0, self.ids)],
                "dialog_size": "extra-large",
            },
        }

    def _exchange_quote(self, places, types=None, waive=False):
        """Say what :meth:`_exchange` would cost now.

        :return: :class:`ExchangeQuote`
        :raise PriceMissing: a type is not sold in the zone of its new place
        """
        types = types or self.sudo().type_id.browse(t.type_id.id for t in self.sudo())
        order_sudo = self._exchange_order()
        terms = self._refund_terms("exchange", waive)
        self._check_terms(terms)
        new_prices = self._new_prices(order_sudo, places, types)
        rows = tuple(
            (
                ticket,
                place,
                ticket_type,
                terms[ticket].price,
                terms[ticket].fee,
                new_prices[place.id],
            )
            for ticket, place, ticket_type in zip(self, places, types, strict=True)
        )
        currency = order_sudo.currency_id
        return ExchangeQuote(
            rows=rows,
            back=currency.round(sum(row[3] for row in rows)),
            fee=currency.round(sum(row[4] for row in rows)),
            new=currency.round(sum(new_prices.values())),
        )

    def _new_prices(self, order_sudo, places, types):
        """{place id: what its ticket costs}, as the order's lines will say."""
        quote = self.env["ticket.hold"]._quote(
            list(zip(places.sudo(), types.sudo(), strict=True)),
            partner=order_sudo.partner_id,
            pricelist=order_sudo.pricelist_id,
        )
        return {
            place.id: line.total / len(line.places)
            for line in quote
            for place in line.places
        }

    def _exchange(
        self, places, *, reason, types=None, hold=None, money="credit", waive=False
    ):
        """Change these tickets of one order for other places, in one act.

        The order gets a line for the new tickets, one that takes the old ones off, and
        one for the fee: their sum is to pay or is given back. What was invoiced goes
        into one document with both sides. The new places must be held before, or free;
        they are taken, and the old ones come back, when the transaction commits.

        :param places: as many ``ticket.place``, in the same order
        :param types: their ``ticket.type`` in the same order; as before when empty
        :param hold: the ``ticket.hold`` that has the places
        :param money: where a difference in the customer's favour goes, as for
            :meth:`_refund`
        :param waive: no fee, whatever the policy says
        :return: (successors in the same order, posted documents)
        :raise RefundRefused: the policy does not allow it
        :raise ExchangeRefused: tickets and places do not fit
        :raise PlacesUnavailable: somebody else has a place; nothing is changed then
        """
        types = types or self.sudo().type_id.browse(t.type_id.id for t in self.sudo())
        self._check_may_refund()
        self._check_may_waive(waive)
        self._check_places(places)
        order_sudo = self._exchange_order()
        terms = self._refund_terms("exchange", waive)
        self._check_terms(terms)
        booked = self.filtered("booked")
        self._void_all("exchanged", reason)
        holds = {
            session: hold or self._hold_for_move(session)
            for session in places.sudo().session_id
        }
        lines_sudo = order_sudo._ticket_exchange_lines(holds, places, types)
        items = {item["place_id"]: item for item in lines_sudo._ticket_items()}
        successors = self.browse()
        order_sudo._ticket_take_off(self.sudo())
        successors = self._issue_successors(
            places, [items[place.id] for place in places], reason, hold=hold
        )
        documents = self._exchange_money(
            order_sudo, booked, lines_sudo, terms, reason, money
        )
        order_sudo._ticket_tell_exchange(self.sudo(), successors.sudo(), reason)
        return successors, documents

    def _exchange_money(self, order_sudo, booked, lines_sudo, terms, reason, money):
        """Books and money of an exchange.

        :param lines_sudo: the order lines of the new tickets
        :return: the posted documents
        """
        currency = order_sudo.currency_id
        fee_sudo = self._keep_fees(order_sudo, terms, self.env._("Exchange fee"))
        charged_sudo = lines_sudo + fee_sudo
        back = currency.round(
            sum(terms[ticket].price for ticket in self)
            - sum(charged_sudo.mapped("price_total"))
        )
        if money == "wallet" and currency.compare_amounts(back, 0) > 0:
            charged_sudo += order_sudo._ticket_top_up_wallet(back, reason)
        documents = booked.sudo()._settle(order_sudo, charged_sudo, reason)
        if money == "online" and currency.compare_amounts(back, 0) > 0:
            self.env.flush_all()  # what may still fail fails before the money leaves
            order_sudo._ticket_refund_online(
                back, documents.filtered(lambda move: move.move_type == "out_refund")
            )
        return documents

    def _exchange_order(self):
        """The order of these tickets, with sudo.

        :raise ExchangeRefused: they are of several, or not of a sale order
        """
        order_sudo = self.sudo().sale_line_id.order_id
        if len(order_sudo) != 1 or not all(t.sale_line_id for t in self.sudo()):
            raise ExchangeRefused(
                self.env._(
                    "Exchange the tickets of one order at a time. Tickets of the box "
                    "office and of distributors are reseated, or exchanged where they "
                    "were sold."
                )
            )
        return order_sudo
