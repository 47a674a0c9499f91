from odoo import models
from odoo.exceptions import UserError


class PosConfig(models.Model):
    _inherit = "pos.config"

    def ticket_open_drawer(self, reason, grant=False):
        """The drawer is opened without a sale: note who, who allowed it, and why.

        :raise ApprovalMissing: a supervisor must
        """
        self._ticket_check_cashier()
        session = self.current_session_id
        reason = str(reason or "").strip()[:200]
        if not session or not reason:
            raise UserError(
                self.env._("Say why the drawer is opened, in an open shift.")
            )
        self.env["ticket.till.approval"]._authorise(
            self, "drawer", session, grant, reason=reason, reference=session.name
        )
        return True
