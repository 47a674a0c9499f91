import logging
from datetime import timedelta

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

#: How many orders the worker reads at a time.
BATCH = 100
#: A worker that was called so many seconds ago needs no other call.
CALLED = 3
#: How often the worker tries an order whose rows somebody else changes meanwhile.
ATTEMPTS = 3
#: When somebody is told that a paid order is not in the books yet.
LATE = timedelta(minutes=30)


class PaymentTransaction(models.Model):
    """Whoever has paid sees the tickets at once; invoice, entries and mail follow by a
    worker. Nothing is lost when it dies: what is not post-processed is taken again."""

    _inherit = "payment.transaction"

    ticket_issued = fields.Boolean(
        string="Confirmed at Once",
        readonly=True,
        help="The order was confirmed when the payment landed; its books follow.",
    )
    ticket_books_late = fields.Boolean(
        readonly=True,
        help="Somebody was told that the books of this payment are late.",
    )

    # --- when the payment lands ------------------------------------------------

    def _process(self, provider_code, payment_data):
        """Taxes, company and session were read by the sales before this one."""
        self.env["ticket.kept"]._begin("payment landed")
        return super()._process(provider_code, payment_data)

    def _set_done(self, **kwargs):
        """The tickets need no browser that comes back from the provider."""
        orders = self.sale_order_ids.filtered(lambda order: order._ticket_lines())
        orders._ticket_look()
        with orders._ticket_figures_later():
            txs = super()._set_done(**kwargs)
            txs._ticket_issue_at_once()
        issued = txs.filtered("ticket_issued").sale_order_ids
        (orders - issued)._ticket_make_figures()
        return txs

    # It extends nothing and returns nothing; super() is another method's, see below.
    def _ticket_issue_at_once(self):  # pylint: disable=missing-return
        """Confirm the orders of these payments; mail and books are left to the worker.

        What goes wrong must not undo the notice of the payment: it is tried again, and
        told, when the transaction is post-processed.
        """
        for tx in self.filtered(lambda tx: tx._ticket_may_issue_at_once()):
            tx = tx.with_company(tx.company_id).with_context(
                ticket_mail_later=True, ticket_paid=True, tracking_disable=True
            )
            if tx.sale_order_ids._ticket_only():
                tx = tx.with_context(skip_procurement=True)  # no goods to deliver
            tx.ticket_issued = True  # written together with the state
            try:
                with self.env.cr.savepoint(), tx._ticket_keep_team():
                    confirmed = bool(tx._check_amount_and_confirm_order())
            except (OperationalError, ConcurrencyError):
                raise  # the whole notice is taken again
            except Exception:
                _logger.exception("Tickets of payment %s are not issued", tx.reference)
                confirmed = False
            if confirmed:
                self._ticket_call_worker()
            else:
                tx.ticket_issued = False
                # What the method below keeps for the worker is said now.
                # pylint: disable-next=super-method-mismatch
                super(PaymentTransaction, tx)._log_received_message()

    def _log_sent_message(self):
        """That somebody began to pay for a cart is told by the transaction itself."""
        carts = self.filtered(
            lambda tx: len(tx.sale_order_ids) == 1 and tx.sale_order_ids._ticket_lines()
        )
        return super(PaymentTransaction, self - carts)._log_sent_message()

    def _log_received_message(self):
        """That a payment has landed is written down with its books."""
        later = self.filtered(lambda tx: tx._ticket_may_issue_at_once())
        return super(PaymentTransaction, self - later)._log_received_message()

    def _ticket_keep_team(self):
        """Sales team and warehouse are the website's, whoever looks after the order."""
        orders = self.sale_order_ids
        return self.env.protecting(
            [
                ([records._fields[name]], records)
                for records in (orders, orders.order_line)
                for name in ("team_id", "warehouse_id")
                if name in records._fields
            ]
        )

    def _ticket_may_issue_at_once(self):
        order = self.sale_order_ids
        return (
            self.state == "done"
            and self.operation not in ("validation", "refund")
            and len(order) == 1
            and order.state in ("draft", "sent")
            and order._ticket_lines()
        )

    def _check_amount_and_confirm_order(self):
        """Who was confirmed at once counts as confirmed by the payment: such a buyer
        gets the tickets, not a mail that the payment has arrived."""
        confirmed = super()._check_amount_and_confirm_order()
        if self.env.context.get("ticket_paid"):  # this is what confirms it
            return confirmed
        return confirmed | self.filtered("ticket_issued").sale_order_ids

    # --- what follows ------------------------------------------------------------

    def _post_process(self):
        """Books are made once, whoever asks for it; the mail goes when they are made."""
        issued = self.filtered("ticket_issued")
        due = self - issued.filtered("is_post_processed")
        (due & issued).sale_order_ids._ticket_make_figures()
        (due & issued)._log_received_message()
        result = super(PaymentTransaction, due)._post_process()
        (due & issued).sale_order_ids._ticket_send_pending_mail()
        return result

    def _ticket_worker(self):
        known = self.env["ir.model.data"].sudo()
        cron_id = known._xmlid_to_res_id("ticket_website.ir_cron_ticket_books")
        return self.env["ir.cron"].sudo().browse(cron_id)

    def _ticket_call_worker(self):
        """Ask the worker to come, unless somebody just did: a notice to all cron
        processes costs more than the books of an order."""
        cron = self._ticket_worker()
        [[called]] = self.env.execute_query(
            SQL(
                """SELECT EXISTS (SELECT FROM ir_cron_trigger
                    WHERE cron_id = %s AND call_at BETWEEN %s AND %s)""",
                cron.id,
                fields.Datetime.now() - timedelta(seconds=CALLED),
                fields.Datetime.now(),
            )
        )
        if not called:
            cron._trigger()

    @api.model
    def _ticket_books_domain(self):
        return (
            Domain("ticket_issued", "=", True)
            & Domain("state", "=", "done")
            & Domain("is_post_processed", "=", False)
        )

    @api.model
    def _cron_ticket_books(self):
        """Make the books of paid web orders, each in a transaction of its own."""
        commit = self.env["ir.cron"]._commit_progress
        domain = self._ticket_books_domain() & Domain("ticket_books_late", "=", False)
        failed = self.browse()
        while txs := self.search(
            domain & Domain("id", "not in", failed.ids), limit=BATCH, order="id"
        ):
            commit(remaining=len(txs))
            for tx in txs:
                tx = tx[0]  # alone: every commit empties the cache
                if not tx._ticket_make_books():
                    failed += tx
                if not commit(1):
                    return
        self._ticket_tell_late()

    def _ticket_make_books(self):
        """:return: whether nothing is left to do"""
        for _attempt in range(ATTEMPTS):
            try:
                if self.try_lock_for_update() and not self.is_post_processed:
                    self._post_process()
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
                self.env.cr.rollback()  # a gate let a visitor in with such a ticket
            except Exception:
                self.env.cr.rollback()
                _logger.exception("Books of payment %s failed", self.reference)
                return False
            else:
                return True
        return False

    @api.model
    def _ticket_tell_late(self):
        """Somebody has to look at payments that do not get into the books. Odoo's own
        post-processing goes on trying them."""
        late = self.search(
            self._ticket_books_domain()
            & Domain("ticket_books_late", "=", False)
            & Domain("last_state_change", "<", fields.Datetime.now() - LATE)
        )
        for tx in late:
            _logger.error("Payment %s is not in the books", tx.reference)
            for order in tx.sale_order_ids:
                order.activity_schedule(
                    "mail.mail_activity_data_todo",
                    summary=self.env._("Paid, tickets issued, but not in the books"),
                    note=self.env._(
                        "Payment %(reference)s could not be invoiced for half an hour. "
                        "The server's log says why.",
                        reference=tx.reference,
                    ),
                    user_id=(order.user_id or self.env.ref("base.user_admin")).id,
                )
        late.ticket_books_late = True
