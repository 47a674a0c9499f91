from odoo import models

from odoo.addons.ticket_sale.exceptions import VoucherRefused

#: Codes that are no voucher's a cashier may try, and within which time.
MISS_MOST = 60
MISS_MINUTES = 10


class PosConfig(models.Model):
    """A voucher, or a platform's booking coupon, is swapped for a ticket in the cart."""

    _inherit = "pos.config"

    def ticket_voucher(
        self, code, items, partner_id=False, pricelist_id=False, codes=(), taken=()
    ):
        """What a voucher pays of this cart.

        :param items: the tickets in the cart, as in :meth:`ticket_quote`
        :param taken: codes of the vouchers that pay for some of them already
        :return: ``found`` (it is a voucher), ``error`` (why it pays nothing), ``name``,
            ``code``, ``amount`` and ``method_id`` (the payment the till adds)
        """
        self._ticket_check_cashier()
        voucher_sudo = self.env["ticket.voucher"]._of_code(code, self.company_id)
        if not voucher_sudo:
            # counted, and told apart from nothing: guesses learn no more
            self.env["ticket.throttle"]._allows(
                f"ticket_voucher/{self.env.uid}", "", MISS_MOST, MISS_MINUTES
            )
            return {"found": False}
        answer = {
            "found": True,
            "error": False,
            "name": voucher_sudo.type_id.name,
            "code": voucher_sudo.code,
            "shown_code": voucher_sudo.shown_code,
            "amount": 0.0,
            "method_id": self._ticket_voucher_method().id,
        }
        try:
            voucher_sudo._check_open()
            partner, pricelist = self._ticket_buyer(partner_id, pricelist_id)
            lines = self._ticket_price(items, partner, pricelist, codes)
            taken_sudo = self._ticket_taken(taken, voucher_sudo)
            answer["amount"] = self._ticket_voucher_amount(
                voucher_sudo, taken_sudo, lines
            )
        except VoucherRefused as error:
            answer["error"] = str(error)
        return answer

    def _ticket_voucher_method(self):
        method = self.payment_method_ids.filtered("ticket_voucher")[:1]
        if not method:
            raise VoucherRefused(
                self.env._(
                    "%(till)s has no payment method for vouchers. Add one with “Ticket "
                    "Vouchers” in the settings of the till.",
                    till=self.name,
                )
            )
        return method

    def _ticket_taken(self, taken, voucher_sudo):
        vouchers = self.env["ticket.voucher"]
        taken_sudo = vouchers.sudo().union(
            *(vouchers._of_code(code, self.company_id) for code in taken)
        )
        if voucher_sudo in taken_sudo:
            raise VoucherRefused(self.env._("This voucher is in the order already."))
        return taken_sudo

    def _ticket_voucher_amount(self, voucher_sudo, taken_sudo, lines):
        """What the voucher pays: for the dearest ticket that fits and is not paid so.

        :raise VoucherRefused: no ticket in the cart fits
        """
        free = self._ticket_prices(lines)
        for voucher in [*taken_sudo, voucher_sudo]:
            fits = [
                row
                for row in free
                if voucher.type_id._is_for(row["session"], row["type"])
            ]
            if not fits:
                raise VoucherRefused(self._ticket_voucher_advice(voucher_sudo))
            dearest = max(fits, key=lambda row: row["price"])
            free.remove(dearest)
        return voucher_sudo.type_id._covers(dearest["price"])

    def _ticket_prices(self, lines):
        """[{session, type, price}] of each ticket in a priced cart, tax and discounts in;
        rounded down, for a voucher never pays more than its ticket."""
        currency, rows = self.currency_id, []
        for line in lines:
            count = len(line["place_ids"])
            off = sum(discount["price_unit"] for discount in line["discounts"])
            with_tax = (
                line["unit_total"] / line["price_unit"] if line["price_unit"] else 1.0
            )
            price = currency.round(line["unit_total"] + off * with_tax / count)
            if (
                currency.compare_amounts(
                    price * count, line["unit_total"] * count + off * with_tax
                )
                > 0
            ):
                price -= currency.rounding
            session = self.env["ticket.session"].sudo().browse(line["session_id"])
            ticket_type = self.env["ticket.type"].sudo().browse(line["type_id"])
            rows += [
                {
                    "session": session,
                    "type": ticket_type,
                    "price": price,
                    "place": place,
                }
                for place in line["place_ids"]
            ]
        return rows

    def _ticket_voucher_advice(self, voucher_sudo):
        kind = voucher_sudo.type_id
        types = ", ".join(kind.ticket_type_ids.mapped("name"))
        shows = ", ".join(kind.show_ids.mapped("name"))
        return self.env._(
            "“%(voucher)s” is good for: %(types)s; %(shows)s. Put such a ticket into the "
            "order, then scan the voucher again.",
            voucher=kind.name,
            types=types or self.env._("every ticket type"),
            shows=shows or self.env._("every show"),
        )
