from odoo import fields, models


class PosOrder(models.Model):
    """Tickets are taken back by a supervisor, or with a supervisor's approval."""

    _inherit = "pos.order"

    ticket_grant = fields.Char(
        copy=False, help="A supervisor's approval, from the till; taken out when used."
    )

    def _ticket_approve_refund(self, tickets):
        """:raise ApprovalMissing: no supervisor has approved to refund these tickets"""
        approval_sudo = self.env["ticket.till.approval"]._authorise(
            self.config_id,
            "refund",
            tickets,
            self.ticket_grant,
            amount=self.amount_total,
            reference=self._ticket_refund_words(tickets),
        )
        if self.ticket_grant:
            self.ticket_grant = False
        return approval_sudo

    def _ticket_refund_words(self, tickets):
        numbers = ", ".join(tickets.mapped("display_name"))
        return f"{self.pos_reference or self.name}: {numbers}"
