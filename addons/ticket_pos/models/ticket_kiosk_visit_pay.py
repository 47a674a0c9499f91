from uuid import uuid4

from odoo import fields, models

from odoo.addons.ticket_sale.exceptions import TicketError
from odoo.addons.ticket_sale.tools import qr

from ..exceptions import KioskNotReady

#: The customer is asked to pay for so long. The places were prolonged before, for more
#: than that: nothing touches them while money is on its way.
PAY_SECONDS = 300


class TicketKioskVisit(models.Model):
    """Paying at a kiosk: an order of the point of sale, made here and not on the screen,
    is paid at a terminal or on the customer's telephone, and its tickets are printed."""

    _inherit = "ticket.kiosk.visit"

    paying_since = fields.Datetime(readonly=True)

    def _pay(self, method_id):
        """Ask for money. May be sent again: the order that waits is told again.

        :return: as :meth:`_payment`; or ``state`` "lost" with ``lost``, labels of seats
            that somebody else has got, and the ``cart`` without them
        :raise KioskNotReady: no ticket could be printed, so none is sold
        """
        if self.state == "paying":
            return self._payment()
        method = self._check_ready(method_id)
        self._check_vouchers()
        answer = self._secure()
        if answer["lost"]:
            return self._drop(answer)
        order = self._make_order(answer["lines"])
        now = fields.Datetime.now()
        self.write({"state": "paying", "order_id": order.id, "paying_since": now})
        if order.state != "draft":  # there is nothing to pay any more
            return self._payment()
        self._check_method(method, order)
        self.payment_method_id = method
        if (
            method._ticket_kiosk_kind() == "terminal"
            and not method._ticket_terminal_request(order)
        ):
            raise TicketError(
                self.env._("The payment terminal does not answer. Try again, please.")
            )
        return self._payment()

    def _check_ready(self, method_id):
        """Before any money: there are seats, a printer that prints, and a way to pay.

        :return: the payment method, empty when none was named
        """
        if not self.seats:
            raise TicketError(self.env._("Choose your seats first."))
        kiosk = self.kiosk_id
        kiosk._ask_printer(always=True)
        condition, _note = kiosk._judge()
        if condition != "ready":
            raise KioskNotReady(
                self.env._(
                    "This kiosk cannot print tickets right now, so it does not sell any. "
                    "Nothing was paid. Please use another one or go to the counter."
                ),
                condition=condition,
            )
        methods = kiosk._payment_methods()
        return methods.filtered(lambda method: method.id == method_id)

    def _check_method(self, method, order):
        """:raise TicketError: no method was named, or it cannot take what is left"""
        if not method:
            raise TicketError(self.env._("Choose how you want to pay."))
        if order.payment_ids and not method._ticket_kiosk_takes_part():
            raise TicketError(
                self.env._(
                    "This terminal cannot take the rest of a price. Pay in another way, "
                    "or at the counter."
                )
            )

    def _secure(self):
        """As a till does before money is asked; a kiosk cannot ask for names."""
        holds = [
            [token, [s["place_id"] for s in self.seats if s["token"] == token]]
            for token in self._tokens()
        ]
        answer = self._till().ticket_secure(
            holds, self._items(), codes=self.codes or []
        )
        if answer["unnamed"]:
            raise TicketError(
                self.env._(
                    "These tickets carry names. Please buy them at the counter or on "
                    "the website."
                )
            )
        self.seats = [
            seat | {"token": answer["tokens"].get(seat["place_id"], seat["token"])}
            for seat in self.seats
        ]
        return answer

    def _drop(self, answer):
        """Some seats are somebody else's by now: the cart goes on without them."""
        lost = [s["label"] for s in self.seats if s["place_id"] in answer["lost"]]
        self.seats = [s for s in self.seats if s["place_id"] not in answer["lost"]]
        return {"state": "lost", "lost": lost, "cart": self._cart()}

    def _make_order(self, lines):
        """The order as a till would send it, with the prices of this moment."""
        till = self._till()
        values = [
            line
            for priced in lines
            for line in (self._ticket_line(priced), *self._discount_lines(priced))
        ]
        gross = net = 0.0
        for line in values:
            gross += line["price_subtotal_incl"]
            net += line["price_subtotal"]
        gross = till.currency_id.round(gross)
        uuid = str(uuid4())
        reference, tracking_number = till._get_next_order_refs()
        order = till.env["pos.order"].create(
            {
                "uuid": uuid,
                "access_token": str(uuid4()),
                "pos_reference": reference,
                "tracking_number": f"K{tracking_number}",
                "session_id": till.current_session_id.id,
                "company_id": till.company_id.id,
                "pricelist_id": till._ticket_buyer(False, False)[1].id,
                "user_id": till.env.uid,
                "lines": [(0, 0, line) for line in values],
                "amount_total": gross,
                "amount_tax": gross - net,
                "amount_paid": 0,
                "amount_return": 0,
                "state": "draft",
                "ticket_visit_id": self.id,
            }
        )
        self._pay_with_vouchers(order, lines)
        if till.currency_id.is_zero(gross - order.amount_paid):
            order._process_saved_order(False)
        return order

    def _ticket_line(self, priced):
        seats = {seat["place_id"]: seat for seat in self.seats}
        return self._order_line(
            priced["product_id"],
            priced,
            priced["price_unit"],
            len(priced["place_ids"]),
            ticket_selection={
                "type_id": priced["type_id"],
                "type_name": priced["type_name"],
                "zone_id": priced["zone_id"],
                "zone_name": priced["zone_name"],
                "session_id": priced["session_id"],
                "session_name": priced["session_name"],
                "seats": [
                    {
                        key: seats[place][key]
                        for key in ("place_id", "seat_id", "label", "token")
                    }
                    for place in priced["place_ids"]
                ],
            },
        )

    def _discount_lines(self, priced):
        key = f"{priced['session_id']}-{priced['zone_id']}-{priced['type_id']}"
        for discount in priced["discounts"]:
            yield self._order_line(
                discount["product_id"],
                priced,
                discount["price_unit"],
                1,
                full_product_name=discount["name"],
                ticket_reward={
                    "key": key,
                    "strategy_id": discount["strategy_id"],
                    "code": discount["code"],
                    "name": discount["name"],
                },
            )

    def _order_line(self, product_id, priced, price_unit, qty, **values):
        till = self._till()
        products = self.env["product.product"].sudo()
        taxes = products.browse(priced["product_id"]).taxes_id._filter_taxes_by_company(
            till.company_id
        )
        totals = taxes.compute_all(price_unit, till.currency_id, qty)
        return {
            "uuid": str(uuid4()),
            "product_id": product_id,
            "full_product_name": products.browse(product_id).display_name,
            "qty": qty,
            "price_unit": price_unit,
            "discount": 0,
            "tax_ids": [(6, 0, taxes.ids)],
            "price_subtotal": totals["total_excluded"],
            "price_subtotal_incl": totals["total_included"],
            **values,
        }

    # --- while it is paid ---------------------------------------------------

    def _payment(self):
        """How the payment goes: asked again and again while the screen waits.

        :return: ``state``: ``waiting``, ``paid`` or ``refused``; ``amount``,
            ``seconds``; ``qr`` (rows of 0 and 1) to pay by telephone
        """
        order = self.order_id
        if self.state == "open" or not order:
            return {"state": "refused", "cart": self._cart()}
        if order.state == "draft":
            self._listen()
        if order.state in ("paid", "done", "invoiced"):
            return self._paid()
        waited = (fields.Datetime.now() - self.paying_since).total_seconds()
        if order.state == "cancel" or waited > PAY_SECONDS:
            return self._back()
        return {
            "state": "waiting",
            "kind": self.payment_method_id._ticket_kiosk_kind(),
            "reference": order.pos_reference,
            "amount": order.get_amount_unpaid(),
            "seconds": int(PAY_SECONDS - waited),
            "qr": self._qr(order),
        }

    def _listen(self):
        """Ask the terminal; what it has been paid becomes tickets."""
        method, order = self.payment_method_id, self.order_id
        if method._ticket_kiosk_kind() != "terminal":
            return
        answer = method._ticket_terminal_answer(order)
        if answer == "refused":
            order._ticket_drop_unpaid()
        elif answer != "waiting":
            seller = order.with_user(order.user_id)
            seller.add_payment(
                {
                    **answer,
                    "amount": order.get_amount_unpaid(),
                    "payment_date": fields.Datetime.now(),
                    "payment_method_id": method.id,
                    "pos_order_id": order.id,
                }
            )
            seller._process_saved_order(False)

    def _paid(self):
        """The tickets are on their way to the printer.

        Odoo's own notice of a terminal makes an order paid and knows no tickets: they
        are issued now.
        """
        order = self.order_id
        if order.lines.filtered(
            lambda line: line._ticket_is_sale() and not line.ticket_ids
        ):
            order.with_user(order.user_id)._process_saved_order(False)
        amount = order.amount_total
        self._finish()
        return self._served() | {"amount": amount}

    def _served(self):
        """The visit is done: how its tickets come out of the printer."""
        return {"state": "paid", "printing": self._printing()}

    def _back(self):
        """Not paid: the customer may choose again, and pay in another way."""
        order = self.order_id
        if order.state == "draft":
            order._ticket_drop_unpaid()
        self.write({"state": "open", "order_id": False, "payment_method_id": False})
        return {"state": "refused", "cart": self._cart()}

    def _cancel_payment(self):
        """The customer wants to change something, or to pay in another way.

        :return: as :meth:`_payment`, which is ``paid`` when the money was faster
        """
        order = self.order_id
        if self.state != "paying" or order.state != "draft":
            return self._payment()
        if not self.payment_method_id._ticket_kiosk_stop(order):
            return self._payment()
        return self._back()

    def _qr(self, order):
        if not self.payment_method_id.is_online_payment:
            return None
        url = (
            f"{order.get_base_url()}/pos/pay/{order.id}"
            f"?access_token={order.access_token}"
        )
        return ["".join("01"[dark] for dark in row) for row in qr.matrix(url)]

    def _printing(self):
        """The visit's tickets with what became of their prints."""
        tickets = self.order_id.lines.ticket_ids | self.collected_ids
        newest = self.env["ticket.print.job"].sudo()._latest(tickets)
        return [
            {
                "label": ticket.seat_label,
                "number": ticket.display_name,
                "state": newest[ticket.id].state if ticket.id in newest else "waiting",
            }
            for ticket in tickets.sudo().sorted("id")
        ]
