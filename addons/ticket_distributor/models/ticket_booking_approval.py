import hashlib
import json
from datetime import timedelta

from odoo import fields, models

from odoo.addons.ticket_sale.tools.approval import OrderFacts


class TicketBooking(models.Model):
    """Bookings that need approval stay locked, their places and price kept, until it is
    given; then they are confirmed by themselves."""

    _name = "ticket.booking"
    _inherit = ["ticket.booking", "ticket.approval.mixin"]

    def _confirm(self):
        """Ask for approval instead, where a rule wants it; the answer tells so."""
        self._lock_row()
        if self.state == "locked" and self._approval_missing():
            self.distributor_id._check_active()
            self._approval_request()
            return
        super()._confirm()

    def _approval_facts(self):
        booking_sudo = self.sudo()
        partner = booking_sudo.distributor_id.partner_id
        company = booking_sudo.company_id
        return OrderFacts(
            channel="distributor",
            amount=booking_sudo.currency_id._convert(
                booking_sudo.amount, company.currency_id, company
            ),
            count=len(booking_sudo.line_ids),
            types=frozenset(booking_sudo.line_ids.type_id.ids),
            categories=frozenset(
                (partner | partner.commercial_partner_id).category_id.ids
            ),
        )

    def _approval_digest(self):
        lines = self.sudo().line_ids
        parts = sorted(
            [line.place_id.id, line.type_id.id, line.price] for line in lines
        )
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def _approval_values(self):
        booking_sudo = self.sudo()
        lines = booking_sudo.line_ids
        return {
            "reference": booking_sudo.reference,
            "partner_id": booking_sudo.distributor_id.partner_id.id,
            "amount": booking_sudo.amount,
            "currency_id": booking_sudo.currency_id.id,
            "channel": self.env._("Distributor"),
            "summary": "\n".join(
                self.env._(
                    "%(count)s × %(type)s, %(session)s",
                    count=len(of_type),
                    type=kind.name,
                    session=booking_sudo.session_id.display_name,
                )
                for kind, of_type in lines.grouped("type_id").items()
            ),
        }

    def _approval_keep(self, hours):
        left = self.session_id.start - fields.Datetime.now()
        minutes = min(timedelta(hours=hours), left).total_seconds() // 60
        until = min(
            hold_sudo._extend(hold_sudo.token, max(1, int(minutes)))
            for hold_sudo in self.sudo().line_ids.hold_id
        )
        self.sudo().expires_at = until
        return until

    def _approval_granted(self, approval):
        result = super()._approval_granted(approval)
        self._confirm()
        return result

    def _approval_rejected(self, approval):
        result = super()._approval_rejected(approval)
        self._cancel()
        return result

    def _give_up(self, state, hold_state):
        self._approval_withdraw()
        return super()._give_up(state, hold_state)

    def _api_order(self):
        """``approval``: waiting, approved, rejected, or null where none was needed."""
        answer = super()._api_order()
        answer["order"]["approval"] = self.ticket_approval_state or None
        return answer
