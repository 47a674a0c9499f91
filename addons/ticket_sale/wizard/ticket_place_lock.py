from odoo import fields, models
from odoo.exceptions import UserError


class TicketPlaceLock(models.TransientModel):
    _name = "ticket.place.lock"
    _description = "Lock Places"

    place_ids = fields.Many2many("ticket.place", string="Places", required=True)
    place_count = fields.Integer(compute="_compute_place_count", string="Places Chosen")
    reason = fields.Char(required=True)
    until = fields.Datetime(
        string="Release",
        help="From then on everybody may buy them; empty: until staff open them.",
    )

    def _compute_place_count(self):
        for wizard in self:
            wizard.place_count = len(wizard.place_ids)

    def action_lock(self):
        self.ensure_one()
        if self.until and self.until <= fields.Datetime.now():
            raise UserError(self.env._("The release lies in the past."))
        self.place_ids.action_lock(self.reason, self.until)
        return {"type": "ir.actions.act_window_close"}
