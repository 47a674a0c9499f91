from uuid import uuid4

from odoo import fields
from odoo.tests import new_test_user

from odoo.addons.ticket_sale.tests.common import TicketSaleCommon


class TicketPosCommon(TicketSaleCommon):
    """A till that sells tickets, with a cashier and a supervisor, and what a till would
    send."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cashier = new_test_user(
            cls.env,
            "till_cashier",
            groups="ticket_sale.group_ticket_cashier",
        )
        cls.supervisor = new_test_user(
            cls.env,
            "till_supervisor",
            groups="ticket_sale.group_ticket_supervisor",
        )
        cls.printer = cls.env["ticket.printer"].create(cls._printer_values())
        cls.config = cls._create_config()
        cls.cash = cls.config.payment_method_ids.filtered("is_cash_count")[:1]
        cls.popcorn = cls.env["product.product"].create(
            {
                "name": "Popcorn",
                "available_in_pos": True,
                "list_price": 25.0,
                "taxes_id": False,
            }
        )

    @classmethod
    def _printer_values(cls):
        return {"name": "Counter 1", "host": "127.0.0.1", "port": 9}

    @classmethod
    def _create_config(cls, **values):
        journal = cls.env["account.journal"].create(
            {
                "name": "Till Cash",
                "type": "cash",
                "code": "TILC",
                "company_id": cls.company.id,
            }
        )
        cash = cls.env["pos.payment.method"].create(
            {
                "name": "Till Cash",
                "journal_id": journal.id,
                "company_id": cls.company.id,
            }
        )
        return cls.env["pos.config"].create(
            {
                "name": "Box Office",
                "ticket_selling": True,
                "ticket_printer_id": cls.printer.id,
                "payment_method_ids": [(6, 0, cash.ids)],
                **values,
            }
        )

    @classmethod
    def _till(cls, user=None):
        """The till as its cashier sees it, with an open session."""
        config = cls.config.with_user(user or cls.cashier)
        if not config.current_session_id:
            config.open_ui()
            config.current_session_id.set_opening_control(0, None)
        return config

    # --- what the till's screen does ----------------------------------------

    def _take(self, *keys, ticket_type=None, till=None, partner=None):
        """Hold the seats on the screen; the answer as the till gets it."""
        return (till or self._till()).ticket_hold(
            type(self).session.id,
            (ticket_type or self.adult).id,
            {"place_ids": self._places(*keys).ids},
            partner_id=partner and partner.id,
        )

    def _lines(self, reply):
        """Order lines of the seats in a reply of ``ticket_hold``."""
        tokens = {seat["place_id"]: seat for seat in reply["seats"]}
        return [
            self._line_values(
                self.env["product.product"].browse(line["product_id"]),
                qty=len(line["place_ids"]),
                price_unit=line["price_unit"],
                ticket_selection={
                    "type_id": line["type_id"],
                    "seats": [tokens[place_id] for place_id in line["place_ids"]],
                },
            )
            for line in reply["lines"]
        ]

    def _line_values(self, product, qty=1, price_unit=None, **values):
        price_unit = product.lst_price if price_unit is None else price_unit
        return {
            "uuid": str(uuid4()),
            "product_id": product.id,
            "qty": qty,
            "price_unit": price_unit,
            "discount": 0,
            "tax_ids": [(6, 0, product.taxes_id.ids)],
            "full_product_name": product.name,
            "pack_lot_ids": [],
            **values,
        }

    def _pay(self, lines, user=None, partner=None, **values):
        """Send a paid order as the till does; returns the order."""
        till = self._till(user)
        taxes = self.env["account.tax"]
        net = gross = 0.0
        for line in lines:
            totals = taxes.browse(line["tax_ids"][0][2]).compute_all(
                line["price_unit"] * (1 - line["discount"] / 100),
                self.config.currency_id,
                line["qty"],
            )
            line.setdefault("price_subtotal", totals["total_excluded"])
            line.setdefault("price_subtotal_incl", totals["total_included"])
            net += totals["total_excluded"]
            gross += totals["total_included"]
        gross = values.pop("amount_total", gross)
        uuid = values.pop("uuid", None) or str(uuid4())
        till.env["pos.order"].sync_from_ui(
            [
                {
                    "uuid": uuid,
                    "access_token": uuid,
                    "name": "Order",
                    "session_id": till.current_session_id.id,
                    "company_id": self.company.id,
                    "partner_id": partner.id if partner else False,
                    "pricelist_id": till.pricelist_id.id,
                    "fiscal_position_id": False,
                    "date_order": fields.Datetime.to_string(fields.Datetime.now()),
                    "user_id": till.env.uid,
                    "lines": [(0, 0, line) for line in lines],
                    "amount_total": gross,
                    "amount_paid": gross,
                    "amount_tax": gross - net,
                    "amount_return": 0,
                    "state": "paid",
                    "to_invoice": False,
                    "last_order_preparation_change": "{}",
                    "payment_ids": [
                        (
                            0,
                            0,
                            {
                                "uuid": str(uuid4()),
                                "amount": gross,
                                "name": fields.Datetime.to_string(
                                    fields.Datetime.now()
                                ),
                                "payment_method_id": self.cash.id,
                            },
                        )
                    ],
                    **values,
                }
            ]
        )
        return till.env["pos.order"].search([("uuid", "=", uuid)])

    def _sell_at_till(self, *keys, ticket_type=None, partner=None):
        reply = self._take(*keys, ticket_type=ticket_type, partner=partner)
        return self._pay(self._lines(reply), partner=partner)

    def _refund_lines(self, order, tickets=None, qty=None):
        """Refund lines of all ticket lines of ``order``."""
        return [
            self._line_values(
                line.product_id,
                qty=-(qty or line.qty),
                price_unit=line.price_unit,
                refunded_orderline_id=line.id,
                ticket_refund=tickets.ids if tickets else False,
            )
            for line in order.lines.filtered("ticket_ids")
        ]

    def _refund(self, order, user=None, **values):
        return self._pay(
            self._refund_lines(order, **values),
            user=user or self.supervisor,
            is_refund=True,
        )
