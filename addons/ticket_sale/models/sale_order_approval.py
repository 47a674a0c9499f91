import hashlib
import json
from datetime import timedelta

from odoo import fields, models

from ..exceptions import ApprovalMissing
from ..tools.approval import OrderFacts, discount_percent
from .ticket_approval_mixin import TicketApprovalMixin


class SaleOrder(models.Model):
    """Orders with tickets that need approval wait for it, and their places with them.

    In the back office the last approval confirms the order; a customer who buys online
    may then pay.
    """

    _name = "sale.order"
    _inherit = ["sale.order", TicketApprovalMixin._name]  # a mixin is loaded first

    ticket_approval_pays = fields.Boolean(
        readonly=True,
        copy=False,
        help="After the approval the customer pays; otherwise the order is confirmed.",
    )

    # --- what there is to approve ---------------------------------------------

    def _approval_rules(self):
        if not self.sudo()._ticket_lines():
            return self.env["ticket.approval.rule"].sudo()
        return super()._approval_rules()

    def _approval_channel(self):
        return self.sudo()._ticket_lines().ticket_hold_id[:1].channel or "backoffice"

    def _approval_facts(self):
        order_sudo = self.sudo()
        lines = order_sudo._ticket_lines()
        partner = order_sudo.partner_id
        company = order_sudo.company_id
        return OrderFacts(
            channel=self._approval_channel(),
            amount=order_sudo.currency_id._convert(
                order_sudo.amount_total, company.currency_id, company
            ),
            count=round(sum(lines.mapped("product_uom_qty"))),
            discount=order_sudo._ticket_discount(),
            types=frozenset(lines.ticket_type_id.ids),
            categories=frozenset(
                (partner | partner.commercial_partner_id).category_id.ids
            ),
            tiers=frozenset(partner.ticket_tier_id.ids),
        )

    def _ticket_discount(self):
        """Percent off the list price, by pricelist, discount and promotion together."""
        lines = self._ticket_lines()
        company = self.company_id
        listed = sum(line.ticket_base_price * line.product_uom_qty for line in lines)
        taken_off = [
            line for line in self.order_line - lines if line.price_subtotal < 0
        ]
        paid = sum(
            line.price_unit * (1 - line.discount / 100) * line.product_uom_qty
            for line in [*lines, *taken_off]
        )
        return discount_percent(
            listed,
            self.currency_id._convert(paid, company.currency_id, company, round=False),
        )

    def _approval_digest(self):
        order_sudo = self.sudo()
        parts = sorted(
            [
                line.product_id.id,
                line.ticket_type_id.id,
                line.product_uom_qty,
                line.price_unit,
                line.discount,
                sorted(line.ticket_place_ids.ids),
            ]
            for line in order_sudo.order_line
            if not line.display_type
        )
        text = json.dumps([order_sudo.partner_id.id, order_sudo.currency_id.id, parts])
        return hashlib.sha256(text.encode()).hexdigest()

    def _approval_values(self):
        order_sudo = self.sudo()
        channels = dict(
            self.env["ticket.hold"]._fields["channel"]._description_selection(self.env)
        )
        return {
            "reference": order_sudo.name,
            "partner_id": order_sudo.partner_id.id,
            "amount": order_sudo.amount_total,
            "currency_id": order_sudo.currency_id.id,
            "channel": channels[self._approval_facts().channel],
            "summary": "\n".join(
                self.env._(
                    "%(count)s × %(type)s, %(session)s",
                    count=round(line.product_uom_qty),
                    type=line.ticket_type_id.name,
                    session=line.ticket_session_id.display_name,
                )
                for line in order_sudo._ticket_lines()
            ),
        }

    def _approval_keep(self, hours):
        ends = []
        for hold_sudo in self.sudo()._ticket_lines().ticket_hold_id:
            left = hold_sudo.session_id.start - fields.Datetime.now()
            minutes = min(timedelta(hours=hours), left).total_seconds() // 60
            ends.append(hold_sudo._extend(hold_sudo.token, max(1, int(minutes))))
        return min(ends, default=False)

    # --- asking ---------------------------------------------------------------

    def action_confirm(self):
        """Orders that need approval ask for it instead of being confirmed."""
        to_approve = self.filtered(
            lambda order: order.state in ("draft", "sent") and order._approval_missing()
        )
        for order in to_approve:
            order._approval_request()
        if to_approve == self and self:
            return self._approval_notice()
        return super(SaleOrder, self - to_approve).action_confirm()

    def _action_confirm(self):
        """:raise ApprovalMissing: whatever way the confirmation came"""
        for order in self:
            if order._approval_missing():
                raise ApprovalMissing(
                    self.env._("%(order)s waits for approval.", order=order.name)
                )
        return super()._action_confirm()

    def _approval_notice(self):
        approval_sudo = self.sudo().ticket_approval_ids.filtered(
            lambda approval: approval.state == "waiting"
        )[:1]
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": self.env._(
                    "Waiting for approval by %(people)s. The places are kept.",
                    people=", ".join(approval_sudo.user_ids.mapped("name")),
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _approval_request_payment(self):
        """A customer asks for approval before paying; the order is theirs to keep."""
        self.ensure_one()
        self._approval_request()
        self.sudo().write({"ticket_approval_pays": True, "state": "sent"})

    def _has_to_be_paid(self):
        return super()._has_to_be_paid() and not self._approval_missing()

    def _has_to_be_signed(self):
        return super()._has_to_be_signed() and not self._approval_missing()

    # --- the answer -------------------------------------------------------------

    def _approval_granted(self, approval):
        super()._approval_granted(approval)
        self.message_post(
            body=self.env._("Approved by %(name)s.", name=approval.decided_by.name)
        )
        if not self.ticket_approval_pays or self._ticket_paid_transactions():
            self.action_confirm()
            return
        until = self._approval_keep(approval.rule_id.pay_hours)
        self.validity_date = fields.Date.context_today(self, until)
        order = self._ticket_for_customer()
        session_sudo = order.sudo()._ticket_lines().ticket_session_id[:1]
        order._ticket_tell(
            order.env._("Your order was approved"),
            order.env._(
                "Please pay by %(until)s; until then your places are kept.",
                until=session_sudo._say_moment(until, session_sudo.tz),
            ),
            button=order.env._("See and pay my order"),
        )

    def _approval_rejected(self, approval):
        result = super()._approval_rejected(approval)
        self.message_post(
            body=self.env._(
                "Rejected by %(name)s: %(remark)s",
                name=approval.decided_by.name,
                remark=approval.remark,
            ),
            partner_ids=approval.requested_by.filtered(
                lambda user: not user.share
            ).partner_id.ids,
            subtype_xmlid="mail.mt_note",
        )
        if self.ticket_approval_pays:
            order = self._ticket_for_customer()
            order._ticket_tell(
                order.env._("Your order could not be accepted"),
                order.env._(
                    "We are sorry. Nothing was charged and the places are free again."
                ),
            )
        for transaction in self._ticket_paid_transactions():
            if transaction.provider_id.support_refund != "none":
                transaction._refund()
        self._action_cancel()
        return result

    def _action_cancel(self):
        self._approval_withdraw()
        return super()._action_cancel()
