import base64
import binascii

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.translate import LazyGettext

from ..tools import seat_import, seat_plan

SHOWN_REMARKS = 200


class TicketSeatMapImport(models.TransientModel):
    """Replaces the seats of a draft map by those of a file, whole or not at all."""

    _name = "ticket.seat.map.import"
    _description = "Import Seat Map"

    seat_map_id = fields.Many2one("ticket.seat.map", required=True, ondelete="cascade")
    current_count = fields.Integer(related="seat_map_id.seat_count")
    file = fields.Binary(string="Seat File", attachment=False)
    file_name = fields.Char()
    zones_file = fields.Binary(
        attachment=False,
        help="A JSON file that names side and level of each zone of a field grid.",
    )
    zones_file_name = fields.Char()
    state = fields.Selection(
        [("empty", "No File"), ("refused", "Refused"), ("ready", "Ready")],
        compute="_compute_preview",
    )
    section_count = fields.Integer(string="Sections", compute="_compute_preview")
    seat_count = fields.Integer(string="Seats", compute="_compute_preview")
    remark_count = fields.Integer(compute="_compute_preview")
    remarks = fields.Text(compute="_compute_preview")

    @api.depends("file", "zones_file")
    def _compute_preview(self):
        for wizard in self:
            wizard.state = "empty"
            wizard.section_count = wizard.seat_count = wizard.remark_count = 0
            wizard.remarks = False
            if not wizard.file:
                continue
            try:
                plan = wizard._read_plan()
            except seat_import.SeatFileError as error:
                wizard.state = "refused"
                remarks = error.problems
            else:
                wizard.state = "ready"
                wizard.section_count = len(plan.sections)
                wizard.seat_count = len(plan.seats)
                remarks = plan.defects
            wizard.remark_count = len(remarks)
            wizard.remarks = wizard._say(remarks)

    def action_import(self):
        """Check rights and the file again, then put its seats in the map."""
        self.ensure_one()
        self.seat_map_id.check_access("write")
        if not self.file:
            raise UserError(self.env._("Choose a seat file first."))
        try:
            plan = self._read_plan()
        except seat_import.SeatFileError as error:
            raise UserError(
                self.env._(
                    "Nothing was imported. The file is wrong here:\n%(problems)s",
                    problems=self._say(error.problems),
                )
            ) from error
        self._replace_seats(plan)
        return {"type": "ir.actions.act_window_close"}

    def _replace_seats(self, plan):
        seat_map = self.seat_map_id
        seat_map._check_draft()
        seat_map.section_ids.unlink()  # the database deletes their seats
        seat_map._add_plan(plan.sections, plan.seats)
        seat_map.write({"shapes": plan.shapes, "focal_x": 0, "focal_y": 0})
        seat_map.message_post(
            body=self.env._(
                "%(seats)s seats in %(sections)s sections imported from %(file)s.",
                seats=len(plan.seats),
                sections=len(plan.sections),
                file=self.file_name or self.env._("a file"),
            )
        )

    def _read_plan(self):
        """:raise SeatFileError: the file is refused"""
        return seat_import.parse(
            self._decode(self.file),
            self._decode(self.zones_file) if self.zones_file else None,
        )

    @api.model
    def _decode(self, value):
        try:
            return base64.b64decode(value, validate=False)
        except binascii.Error:
            seat_plan.fail("encoding")

    def _say(self, remarks):
        """The first remarks, one a line, in the reader's language."""
        lines = []
        for remark in remarks[:SHOWN_REMARKS]:
            text = seat_plan.MESSAGES[remark.code]
            reason = self.env._(
                LazyGettext(text, _module="ticket_venue", **remark.params)
            )
            lines.append(self._say_place(remark.place, reason))
        if hidden := len(remarks) - SHOWN_REMARKS:
            if hidden > 0:
                lines.append(self.env._("… and %(count)s more.", count=hidden))
        return "\n".join(lines)

    def _say_place(self, place, reason):
        if place.isdigit():
            return self.env._("Line %(line)s: %(reason)s", line=place, reason=reason)
        return f"{place}: {reason}" if place else reason
