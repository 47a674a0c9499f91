from odoo import api, fields, models


class TicketReservationMove(models.TransientModel):
    """Other places for a reservation, in the same session or another."""

    _name = "ticket.reservation.move"
    _inherit = "ticket.selection"
    _description = "Move a Reservation"

    reservation_id = fields.Many2one("ticket.reservation", required=True)
    hold_ids = fields.One2many(related="reservation_id.hold_ids")
    hold_id = fields.Many2one(
        "ticket.hold",
        string="Instead of",
        required=True,
        compute="_compute_hold_id",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('reservation_id', '=', reservation_id), ('state', '=', 'active')]",
    )
    session_id = fields.Many2one(
        compute="_compute_session_id", store=True, readonly=False, precompute=True
    )
    count = fields.Integer(
        compute="_compute_session_id", store=True, readonly=False, precompute=True
    )
    places_before = fields.Char(related="hold_id.place_names", string="Places now")

    @api.depends("reservation_id")
    def _compute_hold_id(self):
        for wizard in self:
            holds = wizard.reservation_id.hold_ids
            wizard.hold_id = holds.filtered(lambda hold: hold.state == "active")[:1]

    @api.depends("hold_id")
    def _compute_session_id(self):
        for wizard in self:
            wizard.session_id = wizard.hold_id.session_id
            wizard.count = len(wizard.hold_id.place_ids) or 1

    def action_move(self):
        self.ensure_one()
        self.reservation_id.check_access("write")
        self.reservation_id._move(self.hold_id, self.session_id, self._wanted_of_hold())
        return {"type": "ir.actions.act_window_close"}
