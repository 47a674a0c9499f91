import base64
import binascii

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..tools import seat_columns, seat_import, seat_plan, seat_table

#: Larger files are imported in the background.
BACKGROUND = 20_000


class TicketSeatMapImport(models.TransientModel):
    """Makes a draft map like a file, whole or not at all; tells first what changes."""

    _name = "ticket.seat.map.import"
    _inherit = ["ticket.seat.import.preview"]
    _description = "Import Seat Map"

    seat_map_id = fields.Many2one("ticket.seat.map", required=True, ondelete="cascade")
    current_count = fields.Integer(related="seat_map_id.seat_count")
    map_revision = fields.Integer(
        compute="_compute_map_revision", store=True, precompute=True
    )
    file = fields.Binary(string="Seat File", attachment=False)
    file_name = fields.Char()
    zones_file = fields.Binary(
        attachment=False,
        help="A JSON file that names side and level of each zone of a field grid.",
    )
    zones_file_name = fields.Char()
    column_ids = fields.One2many(
        "ticket.seat.map.import.column", "wizard_id", string="Columns"
    )
    has_titles = fields.Boolean(
        string="First line is titles",
        default=True,
        help="Switch off when the first line is a seat already.",
    )
    missing = fields.Selection(
        [("remove", "Remove them"), ("keep", "Keep them")],
        string="Seats not in the file",
        required=True,
        default="remove",
        help="Keep them when the file holds only a part of the hall.",
    )

    @api.depends("seat_map_id", "file")
    def _compute_map_revision(self):
        """The map as it was when its differences were shown."""
        for wizard in self:
            wizard.map_revision = wizard.seat_map_id.revision

    @api.onchange("file")
    def _onchange_file(self):
        """A table shows its columns with what they seem to mean."""
        self.column_ids = [Command.clear()]
        if not self.file:
            return
        try:
            table = self._read_table()
        except seat_import.SeatFileError:
            return
        if not table:
            return
        self.has_titles = seat_columns.is_header(table.header)
        meanings = {i: m for m, i in seat_columns.guess(table.header).items()}
        self.column_ids = [
            Command.create(
                {
                    "index": index,
                    "title": title or self.env._("Column %(number)s", number=index + 1),
                    "samples": " · ".join(table.samples(index))[:128],
                    "meaning": meanings.get(index),
                }
            )
            for index, title in enumerate(table.header)
        ]

    @api.depends("file", "zones_file", "column_ids.meaning", "has_titles", "missing")
    def _compute_preview(self):
        for wizard in self:
            wizard._show_nothing()
            if not wizard.file:
                continue
            try:
                plan = wizard._read_plan()
            except seat_import.SeatFileError as error:
                wizard._show_problems(error.problems)
            else:
                wizard._show_plan(plan, wizard.seat_map_id, wizard.missing == "keep")

    def action_import(self):
        """Check rights and the file again, then make the map like it."""
        self.ensure_one()
        self.seat_map_id.check_access("write")
        if not self.file:
            raise UserError(self.env._("Choose a seat file first."))
        if self.map_revision != self.seat_map_id.revision:
            raise UserError(
                self.env._(
                    "The seat map was changed meanwhile, so what you saw is not what "
                    "would happen. Choose the file again and look at the changes."
                )
            )
        try:
            plan = self._read_plan()
        except seat_import.SeatFileError as error:
            raise UserError(
                self.env._(
                    "Nothing was imported. The file is wrong here:\n%(problems)s",
                    problems=self._say(error.problems),
                )
            ) from error
        if len(plan.seats) > BACKGROUND:
            return self._import_in_background()
        self.seat_map_id._import_plan(
            plan, keep_missing=self.missing == "keep", file_name=self.file_name
        )
        return {"type": "ir.actions.act_window_close"}

    def _import_in_background(self):
        self.seat_map_id._check_draft()
        job = self.env["ticket.seat.import.job"]._start(
            {
                "seat_map_id": self.seat_map_id.id,
                "file": self.file,
                "file_name": self.file_name,
                "zones_file": self.zones_file,
                "map_revision": self.map_revision,
                "options": {
                    "columns": self._columns(),
                    "titles": self.has_titles,
                    "keep_missing": self.missing == "keep",
                },
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Seat Import"),
            "res_model": job._name,
            "res_id": job.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
        }

    def _read_table(self):
        """The cells, or ``None`` when the file is no table."""
        content = self._decode(self.file)
        if seat_import.detect(content) not in seat_import.TABLES:
            return None
        return seat_table.read_table(content)

    def _read_plan(self):
        """:raise SeatFileError: the file is refused"""
        return seat_import.parse(
            self._decode(self.file),
            self._decode(self.zones_file) if self.zones_file else None,
            columns=self._columns(),
            titles=self.has_titles,
            kinds=self.seat_map_id._kind_words(),
        )

    def _columns(self):
        """Index by meaning as the user said; ``None`` leaves it to the titles.

        :raise SeatFileError: two columns mean the same
        """
        columns = {}
        for column in self.column_ids.filtered("meaning"):
            if column.meaning in columns:
                seat_plan.fail("column_twice", name=column.title or "")
            columns[column.meaning] = column.index
        return columns if self.column_ids else None

    @api.model
    def _decode(self, value):
        try:
            return base64.b64decode(value, validate=False)
        except binascii.Error:
            seat_plan.fail("encoding")
