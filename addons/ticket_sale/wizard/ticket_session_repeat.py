from odoo import api, fields, models


class TicketSessionRepeat(models.TransientModel):
    _inherit = "ticket.session.repeat"

    plan_id = fields.Many2one(
        "ticket.price.plan",
        string="Price Plan",
        ondelete="cascade",
        domain="[('drawing_id', '=', drawing_id)]",
        compute="_compute_plan_id",
        precompute=True,
        store=True,
        readonly=False,
    )
    drawing_id = fields.Many2one(related="seat_map_id.drawing_id")
    orphan_rule = fields.Boolean(string="No Single Seats")

    @api.depends("seat_map_id")
    def _compute_plan_id(self):
        for run in self:
            if run.plan_id.drawing_id != run.drawing_id:
                run.plan_id = self.env["ticket.price.plan"].search(
                    [("drawing_id", "=", run.drawing_id._origin.id)], limit=1
                )

    def _session_values(self, line):
        return super()._session_values(line) | {
            "plan_id": self.plan_id.id,
            "orphan_rule": self.orphan_rule,
        }
