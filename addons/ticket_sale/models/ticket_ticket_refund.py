from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ..tools.allocate import allocate


class TicketTicket(models.Model):
    _inherit = "ticket.ticket"

    def action_refund(self):
        """Ask why, and refund these tickets."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Refund Tickets"),
            "res_model": "ticket.refund",
            "view_mode": "form",
            "target": "new",
            "context": {"default_ticket_ids": [Command.set(self.ids)]},
        }

    def _refund(self, reason, online=False):
        """Take tickets of sale orders back: places free, books reversed, money due.

        The credit note has exactly what these tickets put on the accounts, to the cent,
        whatever the rounding of the invoice was. An order not invoiced yet gets none:
        its tickets are left out of the invoice to come.

        :param online: send the money back through the provider that took it
        :return: the posted credit notes
        :raise UserError: a ticket was not sold by a sale order, or is not valid
        """
        self._check_may_refund()
        booked = self.filtered("booked")
        orders_sudo = self.sudo().sale_line_id.order_id
        self._void("refunded", reason)
        credit_notes_sudo = booked.sudo()._credit(reason)
        for order_sudo in orders_sudo:
            of_order = self.filtered(
                lambda t, order=order_sudo: t.sudo().sale_line_id.order_id == order
            )
            if online:
                notes = credit_notes_sudo.filtered(
                    lambda note, order=order_sudo: (
                        order in note.invoice_line_ids.sale_line_ids.order_id
                    )
                )
                order_sudo._ticket_refund_online(sum(of_order.mapped("price")), notes)
            order_sudo.message_post(
                body=self.env._(
                    "Tickets refunded: %(numbers)s. Reason: %(reason)s",
                    numbers=", ".join(of_order.mapped("number")),
                    reason=reason,
                )
            )
        return credit_notes_sudo

    def _check_may_refund(self):
        if not self.env.su and not self.env.user.has_group(
            "ticket_sale.group_ticket_supervisor"
        ):
            raise AccessError(
                self.env._("Only a ticket supervisor may refund tickets.")
            )
        for ticket in self.sudo():
            if ticket.state != "valid":
                raise UserError(
                    self.env._(
                        "Ticket %(number)s is %(state)s and cannot be refunded.",
                        number=ticket.number,
                        state=dict(
                            ticket._fields["state"]._description_selection(self.env)
                        )[ticket.state],
                    )
                )
            if not ticket.sale_line_id:
                raise UserError(
                    self.env._(
                        "Ticket %(number)s was not sold by a sale order. Refund it "
                        "where it was sold (%(channel)s).",
                        number=ticket.number,
                        channel=dict(
                            ticket._fields["channel"]._description_selection(self.env)
                        ).get(ticket.channel, ticket.channel),
                    )
                )

    def _credit(self, reason):
        """Post a credit note for exactly these tickets, one an invoice."""
        by_invoice = {}
        for line, tickets in self.grouped("sale_line_id").items():
            invoice = line.invoice_lines.move_id.filtered(
                lambda move: move.state == "posted" and move.move_type == "out_invoice"
            )[:1]
            by_invoice.setdefault(invoice, []).append((line, tickets))
        notes = self.env["account.move"]
        for invoice, lines in by_invoice.items():
            notes += self.env["account.move"].create(
                {
                    **lines[0][0].order_id._prepare_invoice(),
                    "move_type": "out_refund",
                    "reversed_entry_id": invoice.id,
                    "journal_id": invoice.journal_id.id,
                    "partner_id": invoice.partner_id.id,
                    "fiscal_position_id": invoice.fiscal_position_id.id,
                    "invoice_currency_rate": invoice.invoice_currency_rate,
                    "ref": self.env._(
                        "Refund of %(invoice)s: %(reason)s",
                        invoice=invoice.name,
                        reason=reason,
                    ),
                    "transaction_ids": [],
                    "invoice_line_ids": [
                        Command.create(tickets._prepare_credit_line(line, invoice))
                        for line, tickets in lines
                    ],
                }
            )
        notes.action_post()
        for note in notes:
            (note + note.reversed_entry_id).line_ids.filtered(
                lambda item: (
                    item.account_type == "asset_receivable" and not item.reconciled
                )
            ).reconcile()
        return notes

    def _prepare_credit_line(self, line, invoice):
        """Values of the credit note line that reverses these tickets of one line.

        The base and the tax are given, not computed: rounding the tickets one by one
        would differ from the invoice by a cent now and then.
        """
        net = sum(self.mapped("net_amount"))
        gross = sum(self.mapped("price"))
        quantity = len(self)
        included = any(line.tax_ids.flatten_taxes_hierarchy().mapped("price_include"))
        price_unit = (gross if included else net) / quantity
        values = line._prepare_invoice_line(
            quantity=quantity, price_unit=price_unit, discount=0.0
        )
        values["extra_tax_data"] = self._tax_data(line, invoice, net, gross) | {
            "price_unit": price_unit,
            "discount": 0.0,
            "quantity": quantity,
        }
        return values

    def _tax_data(self, line, invoice, net, gross):
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
        return {
            "currency_id": currency.id,
            "rate": rate,
            "manual_total_excluded_currency": net,
            "manual_total_excluded": worth,
            "manual_tax_amounts": {
                str(tax_id): {
                    "tax_amount_currency": part / digits,
                    "tax_amount": self.company_currency_id.round(part / digits / rate),
                    "base_amount_currency": net,
                    "base_amount": worth,
                }
                for tax_id, part in zip(taxes, parts, strict=True)
            },
        }
