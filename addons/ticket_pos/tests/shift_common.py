from odoo.tests import new_test_user

from .common import TicketPosCommon


class ShiftCommon(TicketPosCommon):
    """A till with cash and card, two cashiers, and what they do in a shift."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company._ticket_setup_accounts()
        cls.second_cashier = new_test_user(
            cls.env, "till_second", groups="ticket_sale.group_ticket_cashier"
        )
        journal = cls.env["account.journal"].create(
            {"name": "Terminal", "type": "bank", "code": "TERM"}
        )
        account = cls.env["account.account"].create(
            {"name": "Terminal", "code": "TERM01", "account_type": "asset_current"}
        )
        cls.card = cls.env["pos.payment.method"].create(
            {
                "name": "Terminal",
                "journal_id": journal.id,
                "outstanding_account_id": account.id,
                "company_id": cls.company.id,
            }
        )
        cls.config.payment_method_ids += cls.card
        reasons = cls.env["ticket.cash.reason"]
        cls.to_safe = reasons.create({"name": "To the safe today", "kind": "out"})
        cls.mistake = reasons.create({"name": "A mistake", "kind": "difference"})
        cls.noted = reasons.create(
            {"name": "With a note", "kind": "difference", "needs_note": True}
        )

    def _shift(self, user=None):
        return self._till(user).current_session_id

    def _payments(self, *pairs):
        """What a till sends of payments: ``(method, amount)``."""
        return {
            "payment_ids": [
                (0, 0, {"amount": amount, "payment_method_id": method.id})
                for method, amount in pairs
            ],
        }

    def _move(self, kind, amount, reason=None, note=""):
        self._shift().try_cash_in_out(
            kind,
            amount,
            "note",
            self.cashier.partner_id.id,
            {
                "formattedAmount": str(amount),
                "translatedType": kind,
                "ticket_reason_id": reason and reason.id,
                "ticket_note": note,
            },
        )
        self.env.invalidate_all()

    def _count(self, shift, cash, card=None):
        counted = {str(self.cash.id): cash}
        if card is not None:
            counted[str(self.card.id)] = card
        return shift.ticket_count(counted)

    def _close(self, cash=None, card_difference=0, user=None, **settled):
        """Close as the till does; ``cash`` is what was counted."""
        shift = self._shift(user)
        cash = shift.cash_register_balance_end if cash is None else cash
        if settled:
            shift.ticket_settle(**settled)
        shift.post_closing_cash_details(cash)
        self.env.invalidate_all()  # the till asks in requests of their own
        self.answer = shift.close_session_from_ui([(self.card.id, card_difference)])
        return shift

    def _rows(self, shifts, **groups):
        return self.env["ticket.shift.report"].search(
            [("pos_session_id", "in", shifts.ids)]
        )
