from odoo import fields, models
from odoo.fields import Command


class TicketBookingLine(models.Model):
    """One ticket of a booking: which place, which type, at what price."""

    _name = "ticket.booking.line"
    _description = "Booking Line"
    _order = "booking_id, id"
    _rec_name = "place_id"
    _log_access = False

    booking_id = fields.Many2one(
        "ticket.booking", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="booking_id.company_id", store=True)
    currency_id = fields.Many2one(related="booking_id.currency_id")
    hold_id = fields.Many2one(
        "ticket.hold", required=True, readonly=True, ondelete="restrict", index=True
    )
    place_id = fields.Many2one(
        "ticket.place", required=True, readonly=True, ondelete="restrict", index=True
    )
    zone_id = fields.Many2one(
        "ticket.zone", required=True, readonly=True, ondelete="restrict"
    )
    type_id = fields.Many2one(
        "ticket.type", required=True, readonly=True, ondelete="restrict"
    )
    tax_ids = fields.Many2many("account.tax", readonly=True, string="Taxes")
    price_unit = fields.Float(
        readonly=True, help="After discount, on the tax basis of the product."
    )
    price = fields.Monetary(readonly=True, help="Charged for this ticket, with tax.")
    net_amount = fields.Monetary(string="Untaxed", readonly=True)
    ticket_id = fields.Many2one(
        "ticket.ticket", readonly=True, ondelete="restrict", index="btree_not_null"
    )

    def _prepare_ticket(self):
        """What ``ticket.hold._issue`` needs to know of this line."""
        self.ensure_one()
        return {
            "place_id": self.place_id.id,
            "type_id": self.type_id.id,
            "price": self.price,
            "net_amount": self.net_amount,
            "currency_id": self.currency_id.id,
            "booking_id": self.booking_id.id,
            "user_id": False,
        }

    def _entry_lines(self, refund=False, fee=0.0):
        """Journal items of selling these tickets, or of taking them back.

        The wallet bears the price; advance sales and taxes get what Odoo's tax engine
        says of one ticket, times their number. So each ticket is rounded by itself,
        and giving back all of them one by one ends where the sale began.

        :param fee: what the wallet does not get back
        """
        sign = 1 if refund else -1
        values = []
        for lines in self.grouped(lambda line: line._entry_key()).values():
            first, count = lines[0], len(lines)
            unit = first._tax_one(refund)
            values.append(
                lines._entry_base_line(sign * first.net_amount * count, unit["tags"])
            )
            tax_lines = unit["tax_lines"]
            taxed = sum(line["balance"] for line in tax_lines)
            # A tax changed since the sale: give back what was taken, no more or less.
            drift = sign * (first.price - first.net_amount) - taxed
            if tax_lines:
                tax_lines[0]["balance"] += drift
            elif not first.currency_id.is_zero(drift):
                tax_lines = [first._entry_drift_line(drift)]
            values += [first._times(line, count) for line in tax_lines]
        return [self._entry_wallet_line(-sign, fee), *values]

    def _entry_key(self):
        return (
            self.type_id,
            self.tax_ids,
            self.price_unit,
            self.price,
            self.net_amount,
        )

    def _times(self, values, count):
        """The journal item of ``count`` tickets, from that of one."""
        balance = self.currency_id.round(values["balance"] * count)
        return {
            **values,
            "balance": balance,
            "amount_currency": balance,
            "tax_base_amount": abs(values.get("tax_base_amount", 0.0)) * count,
        }

    def _entry_base_line(self, balance, tags):
        booking = self.booking_id
        ticket_type = self.type_id
        return {
            "account_id": booking.company_id.sudo().ticket_advance_account_id.id,
            "partner_id": booking.distributor_id.partner_id.id,
            "name": f"{booking.session_id.display_name} · {ticket_type.name}",
            "product_id": ticket_type.product_id.id,
            "quantity": len(self),
            "tax_ids": [Command.set(self.tax_ids.ids)],
            "tax_tag_ids": [Command.set(tags)],
            "balance": self.currency_id.round(balance),
        }

    def _entry_drift_line(self, drift):
        company = self.company_id.sudo()
        return {
            "account_id": company.ticket_income_account_id.id,
            "partner_id": self.booking_id.distributor_id.partner_id.id,
            "name": self.env._("Tax changed since the sale"),
            "balance": drift,
        }

    def _entry_wallet_line(self, sign, fee=0.0):
        booking = self.booking_id
        return {
            "account_id": booking.company_id.sudo().ticket_wallet_account_id.id,
            "partner_id": booking.distributor_id.partner_id.id,
            "name": booking.reference,
            "balance": self.currency_id.round(sign * (sum(self.mapped("price")) - fee)),
        }

    def _tax_one(self, refund=False):
        """What Odoo's tax engine makes of this one ticket."""
        self.ensure_one()
        return self.booking_id.distributor_id._tax_one(
            self.type_id, self.tax_ids, self.price_unit, refund
        )

    def _api_ticket(self):
        """One ticket: number and token come with the confirmation."""
        self.ensure_one()
        told = {
            "place": self.place_id.id,
            "seat": self.place_id.display_name,
            "type": self.type_id.code,
            "price": self.booking_id.distributor_id._amount(self.price),
        }
        ticket = self.ticket_id
        if ticket:
            is_live = ticket.state in ("valid", "used")
            told |= {
                "number": ticket.number,
                "token": ticket._token_for("partner") if is_live else None,
                "state": ticket.state,
            }
            if not is_live:
                told["fee"] = self.booking_id.distributor_id._amount(ticket.fee_amount)
        return told
