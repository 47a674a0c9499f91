from odoo import fields, models


class TicketFareGiveBack(models.TransientModel):
    """Asks why money goes back on a card."""

    _name = "ticket.fare.give.back"
    _description = "Give Back What Trips Cost"

    trip_ids = fields.Many2many("ticket.fare.trip", required=True, readonly=True)
    reason = fields.Char(required=True)

    def action_give_back(self):
        """:raise AccessError: the user may not see these trips
        :raise UserError: there is nothing to give back"""
        self.ensure_one()
        trips = self.trip_ids
        trips.check_access("read")
        trips.sudo()._give_back(
            self.reason
        )  # a supervisor's act, by the rules of reading
        return {"type": "ir.actions.act_window_close"}
