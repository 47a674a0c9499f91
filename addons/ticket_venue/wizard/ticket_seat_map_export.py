from odoo import fields, models


class TicketSeatMapExport(models.TransientModel):
    """Which kind of file a seat map is written to."""

    _name = "ticket.seat.map.export"
    _description = "Export Seat Map"

    seat_map_id = fields.Many2one("ticket.seat.map", required=True, ondelete="cascade")
    file_format = fields.Selection(
        [
            ("xlsx", "Excel"),
            ("csv", "CSV"),
            ("pretix", "pretix seating plan"),
            ("seatsio", "seats.io chart"),
            ("svg", "SVG drawing"),
        ],
        required=True,
        default="xlsx",
    )

    def action_export(self):
        self.ensure_one()
        self.seat_map_id.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/ticket/seat_map/{self.seat_map_id.id}/{self.file_format}",
            "target": "download",
        }
