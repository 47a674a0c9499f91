from odoo import api, fields, models
from odoo.tools import SQL

#: What the drawing of a map shows of a section.
DRAWN_FIELDS = frozenset(("name", "kind", "capacity", "polygon", "sequence"))


class TicketSeatSection(models.Model):
    _name = "ticket.seat.section"
    _description = "Seat Section"
    _order = "seat_map_id, sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(help="Stable name in imported files.")
    sequence = fields.Integer(default=10)
    seat_map_id = fields.Many2one(
        "ticket.seat.map", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="seat_map_id.company_id", store=True)
    kind = fields.Selection(
        [("seated", "Numbered Seats"), ("standing", "Standing Area")],
        required=True,
        default="seated",
    )
    capacity = fields.Integer(help="Number of people; for standing areas only.")
    polygon = fields.Json(help="Outline in map units: [[x, y], …].")

    _capacity_not_negative = models.Constraint(
        "CHECK(capacity >= 0)", "A capacity is zero or more."
    )

    @api.model_create_multi
    def create(self, vals_list):
        sections = super().create(vals_list)
        sections._draw_anew()
        return sections

    def write(self, vals):
        result = super().write(vals)
        if DRAWN_FIELDS & vals.keys():
            self._draw_anew()
        return result

    def unlink(self):
        self._draw_anew()
        return super().unlink()

    def _draw_anew(self):
        """A drawing is cached under its revision: a draft that changes gets the next."""
        drafts = self.seat_map_id.filtered(lambda seat_map: seat_map.state == "draft")
        drafts._bump_revision()

    def _plan_values(self):
        """The section as the editor reads it."""
        return {
            "id": self.id,
            "name": self.name,
            "code": self.code or "",
            "kind": self.kind,
            "capacity": self.capacity,
            "sequence": self.sequence,
            "polygon": self.polygon or None,
        }

    @api.model
    def _pairs(self, source, target):
        """The statement that tells which section of one revision is which of another:
        columns ``source`` and ``target``. The code says so, else the name; the second
        of a name is the second there too.

        :return: SQL to be used as a table
        """
        self.flush_model()
        numbered = """
            SELECT id, COALESCE(NULLIF(code, ''), name ->> 'en_US') AS code,
                   row_number() OVER (
                       PARTITION BY COALESCE(NULLIF(code, ''), name ->> 'en_US')
                       ORDER BY sequence, id) AS turn
              FROM ticket_seat_section WHERE seat_map_id = %s"""
        return SQL(
            """SELECT old.id AS source, new.id AS target
                 FROM (%s) AS old JOIN (%s) AS new USING (code, turn)""",
            SQL(numbered, source.id),
            SQL(numbered, target.id),
        )
