from odoo import models

from odoo.addons.base.models.res_users import check_identity


class ResUsers(models.Model):
    _inherit = "res.users"

    @check_identity
    def action_ticket_pin(self):
        """Let supervisors choose the PIN they type at the till, after their password."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_pos.ticket_pin_set_action"
        )
        return {**action, "context": {"default_user_id": self.env.uid, "own_pin": True}}
