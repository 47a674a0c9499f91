from odoo import fields, models


class TicketApprovalReject(models.TransientModel):
    """Nobody is turned down without a word."""

    _name = "ticket.approval.reject"
    _description = "Reject"

    approval_ids = fields.Many2many("ticket.approval", required=True)
    remark = fields.Text(string="Why", required=True)

    def action_reject(self):
        self.ensure_one()
        for approval in self.approval_ids:
            approval._decide("rejected", self.remark)
        return {"type": "ir.actions.act_window_close"}
