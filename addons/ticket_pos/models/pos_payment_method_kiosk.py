from odoo import models


class PosPaymentMethod(models.Model):
    """How a kiosk, which has no till program, is paid: the server asks the terminal.

    A module that speaks a terminal's language overrides the three ``_ticket_terminal_*``
    methods. Where Odoo's own self-order addon of a terminal is installed
    (``_payment_request_from_kiosk``), that one asks, and its notice pays the order.
    """

    _inherit = "pos.payment.method"

    def _ticket_kiosk_kind(self):
        """:return: ``online``, ``terminal``, or nothing when a cashier is needed"""
        self.ensure_one()
        if self.is_online_payment:
            return "online"
        return "terminal" if self._ticket_terminal_is_served() else False

    def _ticket_terminal_is_served(self):
        """Whether this server can ask the terminal for money by itself."""
        self.ensure_one()
        return bool(
            self.use_payment_terminal and hasattr(self, "_payment_request_from_kiosk")
        )

    def _ticket_terminal_request(self, order):
        """Ask the terminal for what is unpaid of the order.

        :return: whether it was told
        """
        self.ensure_one()
        return bool(self._payment_request_from_kiosk(order))

    def _ticket_kiosk_takes_part(self):
        """Whether vouchers may pay a part: Odoo's own terminals ask for the whole order."""
        self.ensure_one()
        return self.is_online_payment or not hasattr(
            self, "_payment_request_from_kiosk"
        )

    def _ticket_terminal_answer(self, order):
        """What the terminal says by now; asked every second or two.

        :return: ``waiting`` or ``refused``; or a dict of values of ``pos.payment``
            (such as ``transaction_id`` and ``card_type``) once the amount is paid
        """
        self.ensure_one()
        return "waiting"

    def _ticket_terminal_cancel(self, order):
        """Stop asking. :return: whether the terminal is sure that nothing was paid"""
        self.ensure_one()
        return True

    def _ticket_kiosk_stop(self, order):
        """The customer does not want to pay this order any more.

        :return: whether that is possible: money may be on its way
        """
        if not self:
            return True
        if self.is_online_payment:
            return (
                not order.env["payment.transaction"]
                .sudo()
                .search_count(
                    [
                        ("pos_order_id", "=", order.id),
                        ("state", "in", ("pending", "authorized", "done")),
                    ],
                    limit=1,
                )
            )
        return self._ticket_terminal_cancel(order)
