from odoo import fields, models


class TicketSeatKind(models.Model):
    _name = "ticket.seat.kind"
    _description = "Seat Kind"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    locked = fields.Boolean(
        string="Kept Back",
        help="Seats of this kind are locked when a session's inventory opens; "
        "staff open them by hand.",
    )

    sellable = fields.Boolean(
        default=True,
        help="Without it nobody can ever be sold such a seat: it is only drawn, because "
        "it is broken, built over or no longer there.",
    )
    color = fields.Char(default="#5b6472", help="In lists and legends, as #rrggbb.")
    symbol = fields.Char(
        size=2,
        help="A sign for this kind where colour would not be enough: the letter that "
        "maps show on such seats.",
    )

    _code_uniq = models.Constraint("UNIQUE(code)", "A seat kind has this code already.")

    _color_is_hex = models.Constraint(
        "CHECK(color ~ '^#[0-9a-fA-F]{6}$')", "Write the colour as #rrggbb."
    )

    def _plan_values(self):
        """The kind as the editor reads it."""
        return {
            "code": self.code,
            "name": self.name,
            "locked": self.locked,
            "sellable": self.sellable,
            "color": self.color or "",
            "symbol": self.symbol or "",
        }
