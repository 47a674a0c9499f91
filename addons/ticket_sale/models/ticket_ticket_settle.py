from odoo import models

from ..tools.allocate import allocate


class TicketTicket(models.Model):
    """The document that takes tickets out of the books again, to the cent."""

    _inherit = "ticket.ticket"

    def _settle(self, order, extra_lines, reason):
        """Post what is due for these void tickets of one order, less what is new.

        One document an invoice: a credit note while the customer gets something back,
        an invoice when the new lines (a fee, other tickets) cost more.

        :param extra_lines: lines of the order that go into the same document
        :return: the posted documents; none when no ticket was in the books
        """
        by_invoice = {}
        # Tickets of one price make a line: an average would not be exact to the cent.
        for (line, *_worth), tickets in self.grouped(
            lambda t: (t.sale_line_id, t.price, t.net_amount)
        ).items():
            by_invoice.setdefault(line._ticket_invoice(), []).append((line, tickets))
        documents = self.env["account.move"]
        for invoice, lines in by_invoice.items():
            documents += documents.create(
                order._prepare_ticket_settlement(invoice, lines, extra_lines, reason)
            )
            extra_lines = extra_lines.browse()
        documents.action_post()
        for document in documents.filtered(lambda move: move.move_type == "out_refund"):
            (document + document.reversed_entry_id).line_ids.filtered(
                lambda item: (
                    item.account_type == "asset_receivable" and not item.reconciled
                )
            ).reconcile()
        return documents

    def _prepare_credit_line(self, line, invoice, sign=1):
        """Values of the document line that reverses these tickets of one line.

        The base and the tax are given, not computed: rounding the tickets one by one
        would differ from the invoice by a cent now and then.

        :param sign: 1 on a credit note, -1 on an invoice
        """
        net = sum(self.mapped("net_amount"))
        gross = sum(self.mapped("price"))
        quantity = len(self)
        included = any(line.tax_ids.flatten_taxes_hierarchy().mapped("price_include"))
        price_unit = (gross if included else net) / quantity
        values = line._prepare_invoice_line(
            quantity=sign * quantity,
            price_unit=price_unit,
            discount=0.0,
            name=self._given_back_label(line),
        )
        values["extra_tax_data"] = self._tax_data(line, invoice, net, gross, sign) | {
            "price_unit": price_unit,
            "discount": 0.0,
            "quantity": sign * quantity,
        }
        return values

    def _given_back_label(self, line):
        """What the customer reads: which session, which seats."""
        customer = self.with_context(lang=line.order_id._get_lang())
        return customer.env._(
            "Given back: %(session)s\n%(seats)s",
            session=", ".join(customer.session_id.mapped("display_name")),
            seats=", ".join(self.mapped("seat_label")),
        )

    def _tax_data(self, line, invoice, net, gross, sign):
        """Fixed base and tax amounts for Odoo's tax engine (``extra_tax_data``)."""
        currency = line.currency_id
        worth = sum(self.mapped("advance_amount"))
        rate = invoice.invoice_currency_rate or 1.0
        taxes = {}
        for tax in line.tax_ids.compute_all(
            line.price_unit, currency, len(self), line.product_id
        )["taxes"]:
            taxes[tax["id"]] = taxes.get(tax["id"], 0.0) + tax["amount"]
        digits = 10**currency.decimal_places
        parts = allocate(
            round((gross - net) * digits) if taxes else 0,
            [round(abs(amount) * 10**6) for amount in taxes.values()],
        )
        round_worth = self.company_currency_id.round
        return {
            "currency_id": currency.id,
            "rate": rate,
            "manual_total_excluded_currency": sign * net,
            "manual_total_excluded": sign * worth,
            "manual_tax_amounts": {
                str(tax_id): {
                    "tax_amount_currency": sign * part / digits,
                    "tax_amount": sign * round_worth(part / digits / rate),
                    "base_amount_currency": sign * net,
                    "base_amount": sign * worth,
                }
                for tax_id, part in zip(taxes, parts, strict=True)
            },
        }
