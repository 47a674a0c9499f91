from odoo import fields, models


class TicketSessionMoveLine(models.TransientModel):
    _name = "ticket.session.move.line"
    _description = "New Seat of one Ticket"
    _order = "id"

    move_id = fields.Many2one(
        "ticket.session.move", required=True, ondelete="cascade", index=True
    )
    target_id = fields.Many2one(related="move_id.target_id")
    ticket_id = fields.Many2one("ticket.ticket", required=True, readonly=True)
    partner_id = fields.Many2one(related="ticket_id.partner_id")
    seat_label = fields.Char(related="ticket_id.seat_label", string="Place Now")
    zone_id = fields.Many2one(related="ticket_id.zone_id")
    place_id = fields.Many2one(
        "ticket.place",
        string="New Place",
        domain="[('session_id', '=', target_id), ('state', '=', 'free')]",
    )
    new_zone_id = fields.Many2one(related="place_id.zone_id", string="New Zone")
    how = fields.Selection(
        [
            ("same", "Same seat"),
            ("moved", "Other seat"),
            ("better", "Dearer zone"),
            ("worse", "Cheaper zone"),
            ("none", "No place"),
        ],
        string="Change",
        readonly=True,
    )
