from odoo import fields, models


class TicketSeatMapImportColumn(models.TransientModel):
    """A column of a seat table: its title, some of its cells, and what it means."""

    _name = "ticket.seat.map.import.column"
    _description = "Column of a Seat File"
    _order = "index"

    wizard_id = fields.Many2one("ticket.seat.map.import", ondelete="cascade")
    index = fields.Integer(readonly=True)
    title = fields.Char(string="Column", readonly=True)
    samples = fields.Char(string="First Values", readonly=True)
    meaning = fields.Selection(
        [
            ("floor", "Floor (goes before the section)"),
            ("section", "Section"),
            ("code", "Section Code"),
            ("row", "Row"),
            ("seat", "Seat Number"),
            ("x", "Position to the Right (cm)"),
            ("y", "Position Downwards (cm)"),
            ("line", "Line in the Grid"),
            ("column", "Column in the Grid"),
            ("kind", "Seat Kind"),
            ("space", "Kind of Space in the Grid"),
            ("category", "Price Category"),
            ("key", "Stable Key"),
            ("companion", "Companion of (key)"),
            ("capacity", "Capacity of a Standing Area"),
            ("outline", "Outline"),
        ],
        string="Means",
        help="Left empty, the column is not read.",
    )
