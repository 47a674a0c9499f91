from odoo import fields, models
from odoo.exceptions import LockError

from ..exceptions import VoucherRefused
from ..tools.voucher_match import Voucher, match_vouchers


class SaleOrder(models.Model):
    """Vouchers and booking coupons in an order: each pays for one of its tickets.

    Entering one takes it in hand; it is redeemed in the transaction that issues the
    tickets, so that a ticket and its voucher are never apart.
    """

    _inherit = "sale.order"

    def _ticket_voucher_lines(self):
        return self.sudo().order_line.filtered("ticket_voucher_id")

    def _ticket_add_voucher(self, voucher_sudo):
        """Pay for a ticket of this order with a voucher.

        :raise VoucherRefused: it is used, in another hand, or pays for none of them
        """
        self.ensure_one()
        try:
            voucher_sudo.lock_for_update()
        except LockError as error:
            raise VoucherRefused(
                self.env._(
                    "Voucher %(voucher)s is being redeemed elsewhere.",
                    voucher=voucher_sudo.shown_code,
                )
            ) from error
        lines_sudo = self._ticket_voucher_lines()
        if voucher_sudo in lines_sudo.ticket_voucher_id:
            raise VoucherRefused(self.env._("You have entered this voucher already."))
        voucher_sudo._check_open()
        vouchers_sudo = lines_sudo.ticket_voucher_id | voucher_sudo
        amounts = self._ticket_voucher_amounts(vouchers_sudo)
        if set(vouchers_sudo) - set(amounts):
            raise VoucherRefused(self._ticket_voucher_advice(voucher_sudo))
        voucher_sudo.sale_line_id = (
            self.env["sale.order.line"]
            .sudo()
            .create(self._ticket_voucher_values(voucher_sudo, amounts[voucher_sudo]))
        )
        self._ticket_refresh_vouchers()

    def _ticket_voucher_values(self, voucher_sudo, amount):
        return {
            "order_id": self.id,
            "product_id": self.env.ref("ticket_sale.product_ticket_voucher").sudo().id,
            "name": f"{voucher_sudo.type_id.name} {voucher_sudo.shown_code}",
            "product_uom_qty": 1,
            "price_unit": -amount,
            "discount": 0.0,
            "tax_ids": [fields.Command.clear()],
            "ticket_voucher_id": voucher_sudo.id,
        }

    def _get_update_prices_lines(self):
        """No pricelist says what a voucher pays."""
        lines = super()._get_update_prices_lines()
        return lines.filtered(lambda line: not line.ticket_voucher_id)

    def _ticket_refresh_vouchers(self):
        """Let vouchers pay what the tickets cost now; those without a ticket, or taken
        by somebody else, leave the order.

        :return: whether anything has changed
        """
        changed = False
        for order in self.filtered(lambda order: order.state in ("draft", "sent")):
            for line_sudo, amount in order._ticket_voucher_news():
                changed = True
                if amount:
                    line_sudo.price_unit = -amount
                else:
                    line_sudo.unlink()
        return changed

    def _ticket_voucher_news(self):
        """[(voucher line, what it pays now)] where that is not what it says."""
        lines_sudo = self._ticket_voucher_lines()
        if not lines_sudo:
            return []
        kept_sudo = lines_sudo.filtered(
            lambda line: (
                line.ticket_voucher_id.sale_line_id == line
                and line.ticket_voucher_id.state == "open"
            )
        )
        amounts = self._ticket_voucher_amounts(kept_sudo.ticket_voucher_id)
        news = []
        for line_sudo in lines_sudo:
            amount = 0
            if line_sudo in kept_sudo:
                amount = amounts.get(line_sudo.ticket_voucher_id, 0)
            if not amount or self.currency_id.compare_amounts(
                amount, -line_sudo.price_unit
            ):
                news.append((line_sudo, amount))
        return news

    def _ticket_voucher_amounts(self, vouchers_sudo):
        """{voucher: what it pays}; those that pay for nothing are not in it."""
        rows = []
        for line in self.sudo()._ticket_lines():
            if not line.ticket_package_sale_id:
                rows += [line] * round(line.product_uom_qty)
        rounding = self.currency_id.rounding
        matched = match_vouchers(
            [
                Voucher(
                    voucher,
                    frozenset(
                        at
                        for at, line in enumerate(rows)
                        if voucher.currency_id == self.currency_id
                        and voucher.type_id._is_for(
                            line.ticket_session_id, line.ticket_type_id
                        )
                    ),
                    round(voucher.type_id.worth / rounding),
                )
                for voucher in vouchers_sudo
            ],
            [line._ticket_unit_minor() for line in rows],
        )
        return {
            voucher: self.currency_id.round(amount * rounding)
            for voucher, (_at, amount) in matched.items()
        }

    def _ticket_voucher_advice(self, voucher_sudo):
        kind = voucher_sudo.type_id
        types = ", ".join(kind.ticket_type_ids.mapped("name"))
        shows = ", ".join(kind.show_ids.mapped("name"))
        return self.env._(
            "“%(voucher)s” pays for one ticket: %(types)s; %(shows)s. There is no such "
            "ticket in your cart that is not paid with a voucher yet.",
            voucher=kind.name,
            types=types or self.env._("every ticket type"),
            shows=shows or self.env._("every show"),
        )

    # --- in hand --------------------------------------------------------------------

    def _ticket_vouchers_are_promised(self):
        """Whether the buyer has begun to pay, or has paid, with these vouchers."""
        return self.state == "sale" or bool(
            self.state in ("draft", "sent")
            and self.sudo().transaction_ids.filtered(
                lambda tx: tx.state in ("pending", "authorized", "done")
            )
        )

    def _ticket_keeps_vouchers(self):
        """Whether nobody else may use the vouchers of this order."""
        if self.state not in ("draft", "sent"):
            return False
        now = fields.Datetime.now()
        return self._ticket_vouchers_are_promised() or any(
            place.state in ("held", "reserved")
            and place.hold_id == line.ticket_hold_id
            and (place.held_until or now) >= now
            for line in self.sudo()._ticket_lines()
            for place in line.ticket_place_ids
        )

    # --- redeeming --------------------------------------------------------------------

    def _ticket_redeem_vouchers(self):
        """Give each voucher its ticket, in the transaction that issues the tickets.

        :raise VoucherRefused: one is somebody else's by now, or its ticket is not here
        """
        for order in self:
            lines_sudo = order._ticket_voucher_lines().filtered(
                lambda line: (
                    line.ticket_voucher_id.ticket_id not in line.order_id.ticket_ids
                )
            )
            if lines_sudo:
                order._ticket_redeem(lines_sudo)

    def _ticket_redeem(self, lines_sudo):
        tickets_sudo = self.sudo().ticket_ids.filtered(
            lambda ticket: ticket.state == "valid" and not ticket.voucher_ids
        )
        rounding = self.currency_id.rounding
        matched = match_vouchers(
            [
                Voucher(
                    line,
                    line._ticket_voucher_fits(tickets_sudo),
                    round(-line.price_unit / rounding),
                )
                for line in lines_sudo
            ],
            [round(ticket.price / rounding) for ticket in tickets_sudo],
        )
        for line_sudo in lines_sudo:
            voucher_sudo = line_sudo.ticket_voucher_id
            if line_sudo not in matched or voucher_sudo.sale_line_id != line_sudo:
                raise VoucherRefused(
                    self.env._(
                        "No ticket of this order fits voucher %(voucher)s any more.",
                        voucher=voucher_sudo.shown_code,
                    )
                )
            ticket_sudo = tickets_sudo[matched[line_sudo][0]]
            voucher_sudo.with_context(ticket_order_id=self.id)._redeem(
                ticket_sudo, -line_sudo.price_unit
            )
