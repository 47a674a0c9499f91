import logging

from odoo import fields, models
from odoo.exceptions import LockError

from odoo.addons.ticket_sale.exceptions import TicketError, VoucherRefused
from odoo.addons.ticket_sale.transaction import short_transaction

#: Codes tried at one kiosk, and wrong ones among them, in these minutes.
CODES_HERE, WRONG_HERE, CODE_MINUTES = 40, 8, 10

_logger = logging.getLogger(__name__)


class TicketKioskVisit(models.Model):
    """Vouchers and booking coupons at a kiosk: each pays for one ticket of the visit.

    Entering one takes it in hand, so that no other visit and no till can use it; it is
    redeemed with the order that it pays, and let go when the visit ends.
    """

    _inherit = "ticket.kiosk.visit"

    voucher_ids = fields.One2many(
        "ticket.voucher",
        "visit_id",
        string="Vouchers",
        readonly=True,
        groups="base.group_system",
    )

    def _redeem_voucher(self, code):
        """Take a voucher or an offer's code into the cart, before or after seats.

        :raise TooManyTries: somebody tries codes
        :raise TicketError: nobody knows it, or it is not for these tickets
        """
        self._check_choosing()
        self._check_guessing()
        code, codes = code.strip(), self.codes or []
        answer = self._till().ticket_code(code, self._items(), codes=codes)
        if answer.get("error"):
            raise TicketError(answer["error"])
        if answer.get("found"):
            self.codes = sorted({*codes, code})
            return self._cart(answer["lines"])
        voucher_sudo = self.env["ticket.voucher"].sudo()._of_code(code, self.company_id)
        if not voucher_sudo:
            self._note_guess()
            raise TicketError(
                self.env._("We do not know this voucher. Check the code, please.")
            )
        self._take_voucher(voucher_sudo)
        return self._cart()

    def _return_voucher(self, voucher_id):
        """The customer does not want to use it here."""
        self._check_choosing()
        self.voucher_ids.filtered(lambda v: v.id == voucher_id).visit_id = False
        return self._cart()

    def _take_voucher(self, voucher_sudo):
        """Take it in hand, unless it is used, in another hand, or of no use here.

        :raise TicketError: why not
        """
        most = self.kiosk_id.most_tickets
        if voucher_sudo.visit_id == self:
            raise VoucherRefused(self.env._("You have entered this voucher already."))
        if not self._voucher_method():
            raise TicketError(
                self.env._(
                    "This kiosk takes no vouchers of this kind. Please go to the "
                    "counter with it."
                )
            )
        if len(self.voucher_ids) >= most:
            raise TicketError(
                self.env._("You can use up to %(most)s vouchers here.", most=most)
            )
        try:
            voucher_sudo.lock_for_update()
        except LockError as error:
            raise VoucherRefused(
                self.env._(
                    "Voucher %(voucher)s is being redeemed elsewhere.",
                    voucher=voucher_sudo.shown_code,
                )
            ) from error
        voucher_sudo._check_open()
        self._check_of_use(voucher_sudo)
        voucher_sudo.visit_id = self

    def _check_of_use(self, voucher_sudo):
        """:raise VoucherRefused: seats are chosen, and it pays for none of them"""
        if not self.seats:
            return
        lines = self._till().ticket_quote(self._items(), codes=self.codes or [])
        alone = self._voucher_amounts(lines, voucher_sudo)
        before = self._voucher_amounts(lines, self.voucher_ids)
        after = self._voucher_amounts(lines, self.voucher_ids | voucher_sudo)
        if not alone:
            raise VoucherRefused(
                self.env._(
                    "“%(voucher)s” is good for: %(tickets)s. It pays for none of the "
                    "tickets you have chosen.",
                    voucher=voucher_sudo.type_id.name,
                    tickets=self._good_for(voucher_sudo),
                )
            )
        if len(after) <= len(before):
            raise VoucherRefused(
                self.env._(
                    "Your tickets are paid with vouchers already. Choose another seat "
                    "before you enter one more."
                )
            )

    # --- guessing -----------------------------------------------------------

    def _check_guessing(self):
        """:raise TooManyTries: too many codes, or too many wrong ones, at this kiosk"""
        allowed = self.env["ticket.throttle"]._allows(
            f"kiosk voucher {self.kiosk_id.id}", "", CODES_HERE, CODE_MINUTES
        )
        since = fields.Datetime.subtract(fields.Datetime.now(), minutes=CODE_MINUTES)
        wrong = (
            self.env["ticket.find.log"]
            .sudo()
            .search_count(
                [
                    ("user_id", "=", self.kiosk_id.user_id.id),
                    ("config_id", "=", self.kiosk_id.config_id.id),
                    ("kind", "=", "voucher"),
                    ("is_refused", "=", False),
                    ("at", ">", since),
                ],
                limit=WRONG_HERE,
            )
        )
        if not allowed or wrong >= WRONG_HERE:
            self._note_guess(refused=True)
            self._refuse_tries()

    def _note_guess(self, refused=False):
        """Kept although the request is refused; what was entered is not."""
        kiosk = self.kiosk_id
        _logger.info("kiosk %s: a voucher code nobody knows", kiosk.id)
        with short_transaction(self.env(user=kiosk.user_id.id, su=True)) as env:
            till = env["pos.config"].browse(kiosk.config_id.id)
            env["ticket.find.log"]._note(till, ["voucher"], refused=refused)

    # --- what they pay ------------------------------------------------------

    def _voucher_method(self):
        methods_sudo = self.kiosk_id.config_id.sudo().payment_method_ids
        return methods_sudo.filtered("ticket_voucher")[:1]

    def _voucher_amounts(self, lines, vouchers_sudo):
        """What vouchers pay of a priced cart: those that fit few tickets choose first,
        and each takes the dearest.

        :return: {voucher: amount}, without those that pay nothing
        """
        free = [row for row in self._till()._ticket_prices(lines) if row["price"] > 0]
        fitting = {
            voucher: [
                row
                for row in free
                if voucher.type_id._is_for(row["session"], row["type"])
            ]
            for voucher in vouchers_sudo
        }
        amounts = {}
        for voucher in vouchers_sudo.sorted(
            lambda v: (len(fitting[v]), -(v.type_id.worth or float("inf")), v.id)
        ):
            fits = [row for row in fitting[voucher] if row in free]
            if fits:
                dearest = max(fits, key=lambda row: row["price"])
                free.remove(dearest)
                amounts[voucher] = voucher.type_id._covers(dearest["price"])
        return amounts

    def _shown_vouchers(self, lines):
        """What the screen shows of the vouchers in hand."""
        amounts = self._voucher_amounts(lines, self.voucher_ids)
        return [
            {
                "id": voucher.id,
                "code": voucher.shown_code,
                "name": voucher.type_id.name,
                "amount": amounts.get(voucher, 0),
                "pays": self._promise(voucher),
                "types": voucher.type_id.ticket_type_ids.ids,
            }
            for voucher in self.voucher_ids.sorted("id")
        ]

    def _promise(self, voucher_sudo):
        kind, tickets = voucher_sudo.type_id, self._good_for(voucher_sudo)
        if kind.worth:
            return self.env._(
                "Pays up to %(amount)s of one ticket. Good for: %(tickets)s.",
                amount=kind.currency_id.format(kind.worth),
                tickets=tickets,
            )
        return self.env._(
            "Pays for one ticket. Good for: %(tickets)s.", tickets=tickets
        )

    def _good_for(self, voucher_sudo):
        kind = voucher_sudo.type_id
        return self.env._(
            "%(types)s; %(shows)s",
            types=", ".join(kind.ticket_type_ids.mapped("name"))
            or self.env._("every ticket type"),
            shows=", ".join(kind.show_ids.mapped("name")) or self.env._("every show"),
        )

    # --- paying -------------------------------------------------------------

    def _check_vouchers(self):
        """:raise VoucherRefused: one has run out while seats were chosen"""
        for voucher_sudo in self.voucher_ids.with_context(ticket_visit_id=self.id):
            voucher_sudo._check_open()

    def _pay_with_vouchers(self, order, lines):
        """The vouchers in hand pay their part of an order that is not paid yet."""
        for voucher, amount in self._voucher_amounts(lines, self.voucher_ids).items():
            order.add_payment(
                {
                    "amount": amount,
                    "payment_method_id": self._voucher_method().id,
                    "pos_order_id": order.id,
                    "ticket_voucher": voucher.code,
                }
            )

    def _close(self, state, reason):
        self.voucher_ids.visit_id = False
        return super()._close(state, reason)
