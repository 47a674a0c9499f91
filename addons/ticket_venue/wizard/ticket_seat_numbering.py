import re
from itertools import islice

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.translate import LazyGettext

from ..tools import geometry, numbering, seat_names, seat_rows

SAMPLE_ROWS = 12
SAMPLE_SEATS = 30
STYLES = [
    ("numbers", "1, 2, 3 …"),
    ("letters", "A, B, C …"),
    ("list", "Names of My Own"),
    ("keep", "As They Are"),
]


class TicketSeatNumbering(models.TransientModel):
    """Names rows and seats of a draft map, for those who do not open the editor."""

    _name = "ticket.seat.numbering"
    _description = "Number Seats"

    seat_map_id = fields.Many2one("ticket.seat.map", required=True, ondelete="cascade")
    section_ids = fields.Many2many(
        "ticket.seat.section",
        string="Sections",
        domain="[('seat_map_id', '=', seat_map_id), ('kind', '=', 'seated')]",
        help="Empty for all sections.",
    )
    row_style = fields.Selection(
        STYLES, string="Row Names", required=True, default="numbers"
    )
    row_order = fields.Selection(
        [
            ("front", "The Front Row Is the First"),
            ("back", "The Back Row Is the First"),
        ],
        string="First Row",
        required=True,
        default="front",
    )
    row_start = fields.Char(string="First Row Name", default="1")
    row_step = fields.Integer(default=1)
    row_skip = fields.Char(
        string="Left Out of Rows",
        help="Letters or numbers that are not used, such as I, O.",
    )
    row_names = fields.Text(
        string="Own Row Names", help="Separated by commas, the first row first."
    )
    row_across = fields.Selection(
        [
            ("restart", "Start Anew in Each Section"),
            ("continue", "Go On in the Next Section"),
            ("together", "One Row Runs Through All Sections"),
        ],
        string="From Section to Section",
        required=True,
        default="restart",
    )
    find = fields.Selection(
        [
            ("auto", "By Their Names, Else by Where Seats Stand"),
            ("position", "By Where the Seats Stand"),
            ("labels", "By Their Present Names"),
        ],
        string="Rows Are Told Apart",
        required=True,
        default="auto",
    )
    seat_order = fields.Selection(
        [
            ("left", "From Left to Right"),
            ("right", "From Right to Left"),
            ("odd_left", "Odd Left, Even Right"),
            ("odd_right", "Even Left, Odd Right"),
            ("continental", "Middle Block by Itself, Odd Left, Even Right"),
        ],
        required=True,
        default="left",
        help="Left and right of those who sit there and look to the stage.",
    )
    seat_style = fields.Selection(
        STYLES, string="Seat Names", required=True, default="numbers"
    )
    seat_start = fields.Char(string="First Seat Name", default="1")
    seat_step = fields.Integer(default=1)
    seat_skip = fields.Char(string="Left Out of Seats")
    seat_names = fields.Text(
        string="Own Seat Names", help="Separated by commas, the first seat first."
    )
    seat_across = fields.Selection(
        [
            ("restart", "Start Anew in Each Row and Section"),
            ("row", "Go On in the Same Row of the Next Section"),
            ("section", "Go On from Row to Row"),
            ("all", "Go On to the Last Seat"),
        ],
        string="From Row to Row",
        required=True,
        default="restart",
    )
    middle = fields.Selection(
        [("row", "The Middle of Each Row"), ("focal", "The Line to the Stage")],
        string="The Middle Is",
        required=True,
        default="row",
    )
    centre = fields.Char(string="Middle Block From", default="101")
    is_refused = fields.Boolean(compute="_compute_preview")
    preview = fields.Text(compute="_compute_preview")

    @api.depends(lambda self: self._spec_fields())
    def _compute_preview(self):
        for wizard in self:
            try:
                spots = wizard._seats()
                labels = wizard._number(spots)
            except seat_names.NumberingError as error:
                wizard.is_refused = True
                wizard.preview = wizard._say(error)
            else:
                wizard.is_refused = False
                wizard.preview = wizard._sample(spots, labels)

    @api.onchange("row_style")
    def _onchange_row_style(self):
        self.row_start = "A" if self.row_style == "letters" else "1"
        self.row_skip = "I, O" if self.row_style == "letters" else False

    @api.onchange("seat_style")
    def _onchange_seat_style(self):
        self.seat_start = "A" if self.seat_style == "letters" else "1"
        self.seat_skip = "I, O" if self.seat_style == "letters" else False

    def action_apply(self):
        """:raise UserError: the map is in use, or the settings contradict each other"""
        self.ensure_one()
        seat_map = self.seat_map_id
        seat_map.check_access("write")
        seat_map._check_draft()
        try:
            labels = self._number(self._seats())
        except seat_names.NumberingError as error:
            raise UserError(self._say(error)) from error
        if not labels:
            raise UserError(self.env._("There are no seats to number."))
        self.env["ticket.seat"]._rename(seat_map, labels)
        seat_map._bump_revision()
        seat_map.message_post(
            body=self.env._("%(count)s seats were numbered.", count=len(labels))
        )
        return {"type": "ir.actions.act_window_close"}

    @api.model
    def _spec_fields(self):
        return [
            name
            for name in self._fields
            if name.startswith(("row_", "seat_"))
            or name in ("section_ids", "find", "middle", "centre")
        ]

    def _seats(self):
        """The seats to number, section after section."""
        wanted = (self.section_ids or self.seat_map_id.section_ids)._origin
        order = {section.id: index for index, section in enumerate(wanted)}
        seats = [
            seat_rows.Spot(
                seat["id"],
                seat["section_id"],
                seat["row"],
                seat["number"],
                seat["x"],
                seat["y"],
            )
            for seat in self.env["ticket.seat"]._read_geometry(self.seat_map_id._origin)
            if seat["section_id"] in order
        ]
        return sorted(seats, key=lambda seat: order[seat.section])

    def _number(self, seats):
        """:raise NumberingError: the settings contradict each other"""
        spec = numbering.read_spec(self._spec())
        return numbering.number_seats(seats, self._focal(seats), spec)

    def _focal(self, seats):
        seat_map = self.seat_map_id
        if not seats:
            return 0, 0
        if seat_map.focal_x or seat_map.focal_y:
            return seat_map.focal_x, seat_map.focal_y
        return geometry.default_focal(seats, (), seat_map.shapes or [])

    def _spec(self):
        rows, seats = (self._names(part) for part in ("row", "seat"))
        rows.update(order=self.row_order, across=self.row_across, find=self.find)
        seats.update(
            order=self.seat_order,
            across=self.seat_across,
            middle=self.middle,
            centre=self.centre or "",
        )
        return {"rows": rows, "seats": seats}

    def _names(self, part):
        style = self[f"{part}_style"]
        keep = style == "keep"
        return {
            "keep": keep,
            "style": "numbers" if keep else style,
            "start": (self[f"{part}_start"] or "").upper(),
            "step": self[f"{part}_step"],
            "skip": _words((self[f"{part}_skip"] or "").upper(), r"[\s,，、;；]+"),
            "names": _words(self[f"{part}_names"] or "", r"[,，、;；\n]+"),
        }

    def _say(self, error):
        text = LazyGettext(
            seat_names.MESSAGES[error.code], _module="ticket_venue", **error.params
        )
        return self.env._(text)

    def _sample(self, seats, labels):
        """The first rows as they will read, one a line."""
        here = self.seat_map_id._origin.section_ids
        sections = {section.id: section.name for section in here}
        home = {seat.id: seat.section for seat in seats}
        rows = {}
        for seat_id, (row, number) in labels.items():
            rows.setdefault((home[seat_id], row), []).append(number)
        lines = []
        for (section_id, row), numbers in islice(rows.items(), SAMPLE_ROWS):
            more = " …" if len(numbers) > SAMPLE_SEATS else ""
            shown = " ".join(numbers[:SAMPLE_SEATS]) + more
            lines.append(f"{sections[section_id]} {row}:  {shown}")
        if len(rows) > SAMPLE_ROWS:
            count = len(rows) - SAMPLE_ROWS
            lines.append(self.env._("… and %(count)s more rows.", count=count))
        return "\n".join(lines)


def _words(text, separator):
    return [word for word in re.split(separator, text.strip()) if word.strip()]
