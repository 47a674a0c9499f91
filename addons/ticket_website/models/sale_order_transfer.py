import math
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

#: Banks need at least so long; with less left, nobody is offered to transfer.
LEAST_TIME = timedelta(days=1)
REMIND_BEFORE = timedelta(days=1)
BATCH = 100
MONEY_GROUPS = ("ticket_sale.group_ticket_finance", "ticket_sale.group_ticket_manager")


class SaleOrder(models.Model):
    """Orders paid by bank transfer keep their places until a deadline."""

    _inherit = "sale.order"

    ticket_transfer_until = fields.Datetime(
        string="Transfer until",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The places are kept so long for a bank transfer.",
    )
    ticket_transfer_reminded = fields.Boolean(readonly=True, copy=False)

    def _ticket_transfer_deadline(self):
        """Until when a transfer may take: some days, but well before the first show."""
        self.ensure_one()
        company = self.company_id
        first = min(self.sudo()._ticket_lines().ticket_session_id.mapped("start"))
        return min(
            fields.Datetime.now() + timedelta(days=company.ticket_transfer_days),
            first - timedelta(hours=company.ticket_transfer_hours),
        )

    def _ticket_can_transfer(self):
        """Whether there is time enough for a bank transfer."""
        if not self._ticket_lines():
            return True
        left = self._ticket_transfer_deadline() - fields.Datetime.now()
        return left >= min(
            LEAST_TIME, timedelta(days=self.company_id.ticket_transfer_days)
        )

    def _ticket_keep_for_transfer(self):
        """Keep the places until the money can be here.

        :raise HoldExpired: they were lost in this very moment
        """
        for order in self.filtered(lambda order: not order.ticket_transfer_until):
            until = order._ticket_transfer_deadline()
            left = (until - fields.Datetime.now()).total_seconds()
            for hold_sudo in order.sudo()._ticket_lines().ticket_hold_id:
                hold_sudo._extend(hold_sudo.token, math.ceil(left / 60))
            order.ticket_transfer_until = until

    def _ticket_transfer_words(self):
        """The deadline by the clock of the venue."""
        self.ensure_one()
        session_sudo = self.sudo()._ticket_lines().ticket_session_id[:1]
        return session_sudo._say_moment(self.ticket_transfer_until, session_sudo.tz)

    def _ticket_waits_for_transfer(self):
        self.ensure_one()
        return bool(
            self.ticket_transfer_until
            and self.state in ("draft", "sent")
            and self._ticket_promised()
        )

    def _ticket_promised(self):
        """Transactions whose money comes from hand or bank and is not here yet."""
        return self.sudo().transaction_ids.filtered(
            lambda tx: tx.state == "pending" and tx.provider_code == "custom"
        )

    # --- mails -------------------------------------------------------------------

    def _send_payment_succeeded_for_order_mail(self):
        """Who pays by transfer is told what to write on it and until when."""
        waiting = self.filtered(lambda order: order._ticket_waits_for_transfer())
        for order in waiting:
            order._send_order_notification_mail(
                self.env.ref("ticket_website.mail_template_transfer")
            )
        return super(SaleOrder, self - waiting)._send_payment_succeeded_for_order_mail()

    @api.model
    def _cron_remind_ticket_transfers(self):
        """Remind once of transfers that must arrive within a day."""
        now = fields.Datetime.now()
        domain = Domain(
            [
                ("state", "in", ("draft", "sent")),
                ("ticket_transfer_until", ">", now),
                ("ticket_transfer_until", "<", now + REMIND_BEFORE),
                ("ticket_transfer_reminded", "=", False),
            ]
        )
        orders = self.search(domain, limit=BATCH).try_lock_for_update()
        template = self.env.ref("ticket_website.mail_template_transfer_reminder")
        for order in orders:
            order.ticket_transfer_reminded = True
            if order._ticket_waits_for_transfer():
                order._send_order_notification_mail(template)
        left = self.search_count(domain, limit=BATCH) if orders else 0
        self.env["ir.cron"]._commit_progress(len(orders), remaining=left)

    # --- the end -----------------------------------------------------------------

    @api.model
    def _ticket_paying_domain(self):
        """A transfer is promised, not paid: it ends with its deadline."""
        return Domain(super()._ticket_paying_domain()) & ~Domain(
            [
                ("state", "=", "pending"),
                ("provider_id.custom_mode", "=", "wire_transfer"),
            ]
        )

    def _ticket_expire(self):
        waiting = self.filtered(lambda order: order._ticket_waits_for_transfer())
        result = super()._ticket_expire()
        template = self.env.ref("ticket_website.mail_template_transfer_over")
        for order in waiting:
            order._send_order_notification_mail(template)
        return result

    def _action_cancel(self):
        """Nobody waits for the money of a cancelled order."""
        self._ticket_promised()._set_canceled()
        return super()._action_cancel()

    def action_ticket_money_received(self):
        """The money of the transfer, or from the messenger, is here.

        :raise AccessError: for finance and sales managers only
        """
        self.ensure_one()
        user = self.env.user
        if not any(user.has_group(group) for group in MONEY_GROUPS):
            raise AccessError(
                self.env._("Finance says whether the money of an order is here.")
            )
        self.check_access("write")
        transactions_sudo = self._ticket_promised()  # checked: may write the order
        transactions_sudo._set_done()
        transactions_sudo._post_process()
        return True
