from itertools import islice

from odoo import api, fields, models
from odoo.tools.translate import LazyGettext

from ..tools import plan_preview, seat_plan

SHOWN_REMARKS = 200
SHOWN_SEATS = 30
COUNTS = (
    "section_count",
    "seat_count",
    "standing_count",
    "added_count",
    "unchanged_count",
    "moved_count",
    "renumbered_count",
    "rekinded_count",
    "removed_count",
    "remark_count",
)


class TicketSeatImportPreview(models.AbstractModel):
    """What a seat file holds, what is odd about it, and what it would change."""

    _name = "ticket.seat.import.preview"
    _description = "Preview of a Seat Import"

    state = fields.Selection(
        [("empty", "No File"), ("refused", "Refused"), ("ready", "Ready")],
        compute="_compute_preview",
    )
    section_count = fields.Integer(string="Sections", compute="_compute_preview")
    seat_count = fields.Integer(string="Seats", compute="_compute_preview")
    standing_count = fields.Integer(
        string="Standing Places", compute="_compute_preview"
    )
    added_count = fields.Integer(string="New", compute="_compute_preview")
    unchanged_count = fields.Integer(string="Unchanged", compute="_compute_preview")
    moved_count = fields.Integer(string="Moved", compute="_compute_preview")
    renumbered_count = fields.Integer(string="Renumbered", compute="_compute_preview")
    rekinded_count = fields.Integer(
        string="Of Another Kind", compute="_compute_preview"
    )
    removed_count = fields.Integer(string="Removed", compute="_compute_preview")
    changes = fields.Text(compute="_compute_preview")
    preview_map = fields.Json(compute="_compute_preview")
    remark_count = fields.Integer(compute="_compute_preview")
    remarks = fields.Text(compute="_compute_preview")
    warning = fields.Text(compute="_compute_preview")

    def _compute_preview(self):
        raise NotImplementedError  # the wizard that has the file says it

    def _show_nothing(self):
        self.update(
            {
                "state": "empty",
                "changes": False,
                "remarks": False,
                "warning": False,
                "preview_map": False,
                **dict.fromkeys(COUNTS, 0),
            }
        )

    def _show_problems(self, problems):
        self.state = "refused"
        self._show_remarks(problems)

    def _show_remarks(self, remarks):
        self.remark_count = len(remarks)
        self.remarks = self._say(remarks)

    def _show_plan(self, plan, seat_map, keep_missing):
        self._show_remarks(plan.defects)
        diff = seat_map._compare_plan(plan)
        removed = [] if keep_missing else diff.removed
        self.update(
            {
                "state": "ready",
                "section_count": len(plan.sections),
                "seat_count": len(plan.seats),
                "standing_count": sum(section.capacity for section in plan.sections),
                "added_count": len(diff.added),
                "unchanged_count": diff.unchanged,
                "moved_count": len(diff.moved),
                "renumbered_count": len(diff.renumbered),
                "rekinded_count": len(diff.rekinded),
                "removed_count": len(removed),
                "changes": self._say_changes(plan, seat_map, diff, removed),
                "warning": seat_map._say_removed_in_use(removed),
                "preview_map": plan_preview.preview(
                    plan,
                    diff,
                    seat_map._file_sections(),
                    removed,
                    seat_map.shapes or (),
                ),
            }
        )

    def _say_changes(self, plan, seat_map, diff, removed):
        """The first seats of each kind of change, one line a kind."""
        if not seat_map.seat_count:
            return False
        codes = {section.id: section.name for section in plan.sections}
        names = {section.id: section.name for section in seat_map.section_ids}
        label = self.env["ticket.seat"]._label

        def old(seat):
            return label(names[seat.section_id], seat.row, seat.number)

        def new(seat):
            return label(codes[seat.section_id], seat.row, seat.number)

        def renumbered(match):
            return f"{old(match.old)} → {new(match.new)}"

        lines = []
        if removed:
            seats = self._first(map(old, removed), len(removed))
            lines.append(self.env._("Removed: %(seats)s", seats=seats))
        if diff.renumbered:
            seats = self._first(map(renumbered, diff.renumbered), len(diff.renumbered))
            lines.append(self.env._("Renumbered: %(seats)s", seats=seats))
        if diff.rekinded:
            seats = self._first((new(m.new) for m in diff.rekinded), len(diff.rekinded))
            lines.append(self.env._("Of another kind: %(seats)s", seats=seats))
        if diff.moved:
            seats = self._first((new(m.new) for m in diff.moved), len(diff.moved))
            lines.append(self.env._("Moved: %(seats)s", seats=seats))
        if diff.added:
            seats = self._first(map(new, diff.added), len(diff.added))
            lines.append(self.env._("New: %(seats)s", seats=seats))
        return "\n".join(lines)

    def _first(self, seats, count):
        shown = "; ".join(islice(seats, SHOWN_SEATS))
        if count > SHOWN_SEATS:
            rest = self.env._("… and %(count)s more.", count=count - SHOWN_SEATS)
            return f"{shown} {rest}"
        return shown

    @api.model
    def _say(self, remarks):
        """The first remarks, one a line, in the reader's language."""
        lines = []
        for remark in remarks[:SHOWN_REMARKS]:
            text = seat_plan.MESSAGES[remark.code]
            reason = self.env._(
                LazyGettext(text, _module="ticket_venue", **remark.params)
            )
            lines.append(self._say_place(remark.place, reason))
        hidden = len(remarks) - SHOWN_REMARKS
        if hidden > 0:
            lines.append(self.env._("… and %(count)s more.", count=hidden))
        return "\n".join(lines)

    def _say_place(self, place, reason):
        if place.isdigit():
            return self.env._("Line %(line)s: %(reason)s", line=place, reason=reason)
        return f"{place}: {reason}" if place else reason
