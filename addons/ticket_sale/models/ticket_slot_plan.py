from odoo import api, fields, models
from odoo.exceptions import UserError


class TicketSlotPlan(models.Model):
    _inherit = "ticket.slot.plan"

    plan_id = fields.Many2one(
        "ticket.price.plan",
        string="Price Plan",
        ondelete="restrict",
        check_company=True,
        domain="[('seat_map_id', '=', seat_map_id)]",
        compute="_compute_plan_id",
        precompute=True,
        store=True,
        readonly=False,
    )
    open_sale = fields.Boolean(
        string="Sell at Once",
        help="New slots get their places and follow the sale dates by themselves.",
    )

    @api.depends("seat_map_id")
    def _compute_plan_id(self):
        for slots in self:
            if slots.plan_id.seat_map_id != slots.seat_map_id:
                slots.plan_id = self.env["ticket.price.plan"].search(
                    [("seat_map_id", "=", slots.seat_map_id._origin.id)], limit=1
                )

    def _slot_values(self, start):
        return super()._slot_values(start) | {"plan_id": self.plan_id.id}

    def _make_sessions(self, starts):
        sessions = super()._make_sessions(starts)
        if self.open_sale and sessions:
            sessions.with_context(tracking_disable=True).action_open_sale()
        return sessions

    def action_open_slots(self):
        """Put the drafts of this plan on sale, those to come."""
        self.ensure_one()
        drafts = self.session_ids.filtered(
            lambda session: (
                session.state == "draft" and session.start > fields.Datetime.now()
            )
        )
        if not drafts:
            raise UserError(
                self.env._("There is no draft slot to open. Make slots first.")
            )
        drafts.with_context(tracking_disable=True).action_open_sale()
        return True
