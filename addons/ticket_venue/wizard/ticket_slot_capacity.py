from odoo import fields, models


class TicketSlotCapacity(models.TransientModel):
    """Changes how many are let in with the chosen slots, all or none."""

    _name = "ticket.slot.capacity"
    _description = "Change Capacity of Slots"

    session_ids = fields.Many2many(
        "ticket.session",
        string="Slots",
        required=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    capacity = fields.Integer(string="Places a Slot", required=True, default=100)

    def action_change(self):
        self.ensure_one()
        self.session_ids._set_slot_capacity(self.capacity)
        return {"type": "ir.actions.act_window_close"}
