from odoo import fields, models
from odoo.exceptions import AccessError


class TicketLeaseTakeBack(models.TransientModel):
    """A manager takes seats back from a till that does not speak: the risk is told,
    who did it and why is kept."""

    _name = "ticket.lease.take.back"
    _description = "Take Offline Seats Back"

    lease_id = fields.Many2one("ticket.lease", required=True, readonly=True)
    config_id = fields.Many2one(related="lease_id.config_id")
    session_id = fields.Many2one(related="lease_id.session_id")
    seen_at = fields.Datetime(related="lease_id.seen_at")
    left_count = fields.Integer(related="lease_id.left_count")
    told_count = fields.Integer(related="lease_id.told_count")
    reason = fields.Char(required=True)

    def action_take_back(self):
        self.ensure_one()
        if not self.env.user.has_group("ticket_sale.group_ticket_manager"):
            raise AccessError(
                self.env._("Only managers take seats back from a silent till.")
            )
        count, seen = self.left_count, fields.Datetime.to_string(self.seen_at)
        self.lease_id.check_access("read")
        lease_sudo = self.lease_id.sudo()  # frees places and ends the hold
        lease_sudo._close("taken", self.reason)
        lease_sudo.message_post(
            body=self.env._(
                "%(user)s took %(count)s seats back without the till's word. Last "
                "word: %(seen)s. Reason: %(reason)s",
                user=self.env.user.name,
                count=count,
                seen=seen,
                reason=self.reason,
            )
        )
        return {"type": "ir.actions.act_window_close"}
