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

    _code_uniq = models.Constraint("UNIQUE(code)", "A seat kind has this code already.")

    def _plan_values(self):
        """The kind as the editor reads it."""
        return {"code": self.code, "name": self.name, "locked": self.locked}
