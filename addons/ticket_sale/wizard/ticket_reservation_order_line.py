from odoo import fields, models


class TicketReservationOrderLine(models.TransientModel):
    _name = "ticket.reservation.order.line"
    _description = "Tickets of Reserved Places"

    wizard_id = fields.Many2one(
        "ticket.reservation.order", required=True, ondelete="cascade"
    )
    session_id = fields.Many2one("ticket.session", required=True)
    zone_id = fields.Many2one("ticket.zone", required=True)
    type_id = fields.Many2one("ticket.type", required=True)
    count = fields.Integer(required=True, default=1)
