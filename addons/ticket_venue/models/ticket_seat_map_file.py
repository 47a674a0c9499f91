import re
from dataclasses import replace

from odoo import fields, models

from ..tools import geometry, plan_delta, seat_diff, seat_export, seat_kinds, seat_plan


class TicketSeatMap(models.Model):
    """A map as a file: read as a plan, compared with one, and made like one."""

    _inherit = "ticket.seat.map"

    import_job_id = fields.Many2one(
        "ticket.seat.import.job", compute="_compute_import_job_id"
    )
    categories = fields.Json(
        help="Price categories that seats name, best first, each with its colour."
    )

    def _compute_import_job_id(self):
        """The import that waits or runs, if there is one."""
        jobs = self.env["ticket.seat.import.job"].search(
            [
                ("seat_map_id", "in", self.ids),
                ("state", "in", ("waiting", "reading", "writing")),
            ]
        )
        by_map = {job.seat_map_id: job for job in jobs}
        for seat_map in self:
            seat_map.import_job_id = by_map.get(seat_map)

    def _section_codes(self):
        """A code for each section, as files know it; its own where no other has it."""
        codes, taken = {}, set()
        for section in self.section_ids:
            code = section.code or f"#{section.id}"
            if code in taken:
                code = f"{code}#{section.id}"
            taken.add(code)
            codes[section.id] = code
        return codes

    def _file_sections(self):
        return [
            geometry.Section(
                section.id,
                section.name,
                section.kind,
                section.polygon or None,
                section.capacity if section.kind == "standing" else 0,
            )
            for section in self.section_ids
        ]

    def _read_plan(self):
        """The map as every export writes it."""
        self.ensure_one()
        codes = self._section_codes()
        sections = [
            geometry.Section(codes[s.id], s.name, s.kind, s.polygon, s.capacity)
            for s in self._file_sections()
        ]
        seats = [
            replace(seat, id=0, section_id=codes[seat.section_id])
            for seat in self.env["ticket.seat"]._read_for_file(self)
        ]
        has_focal = self.focal_x or self.focal_y
        return seat_plan.Plan(
            sections,
            seats,
            [{k: v for k, v in s.items() if k != "id"} for s in self.shapes or []],
            focal=(self.focal_x, self.focal_y) if has_focal else None,
            categories=dict(self.categories or ()),
            name=self.name,
        )

    def _write_file(self, file_format):
        """:return: content and name of a file in one of ``seat_export.FORMATS``"""
        form = seat_export.FORMATS[file_format]
        name = re.sub(r"[^\w -]+", "", self.name).strip() or "seats"
        return form.write(self._read_plan()), f"{name}.{form.extension}"

    def _compare_plan(self, plan):
        """:return: ``seat_diff.Diff``, what :meth:`_apply_plan` would change"""
        self.ensure_one()
        return seat_diff.compare(
            self._file_sections(),
            self.env["ticket.seat"]._read_for_file(self),
            plan,
            self._section_codes(),
        )

    def _kind_words(self):
        """The code of a seat kind by all words a file may use for it."""
        kinds = self.env["ticket.seat.kind"].search_fetch([], ["code", "name"])
        names = {kind.code: [] for kind in kinds}
        for code, _name in self.env["res.lang"].get_installed():
            for kind in kinds.with_context(lang=code):
                names[kind.code].append(kind.name)
        return seat_kinds.kind_words(names)

    def _apply_plan(self, plan, *, keep_missing=False):
        """Make the map like the plan, in this transaction. Seats found again keep their
        record and key, and so what refers to them.

        :param keep_missing: sections and seats that the plan lacks stay
        :return: the ``seat_diff.Diff`` that was applied
        :raise UserError: the map is in use
        """
        self.ensure_one()
        self._lock_plan()
        self._bump_revision()
        diff = self._compare_plan(plan)
        gone = self._removed_sections(plan, diff)
        sections = self._apply_sections(plan, diff.sections)
        self._apply_seats(plan, diff, sections, keep_missing=keep_missing)
        if not keep_missing:
            gone.unlink()
        self.write(self._drawing_values(plan))
        self.env["ticket.seat"].invalidate_model()
        self.invalidate_recordset(["seat_ids", "seat_count", "capacity"])
        self._check_plan_size()
        return diff

    def _apply_seats(self, plan, diff, sections, *, keep_missing):
        """:param sections: {code in the plan: ``ticket.seat.section`` id}"""
        Seat = self.env["ticket.seat"]
        Seat.flush_model()
        if not keep_missing:
            Seat._plan_remove(self, [seat.id for seat in diff.removed])
        stays = [
            (match, replace(match.new, section_id=sections[match.new.section_id]))
            for match in diff.matches
        ]
        changed = [new for match, new in stays if new != match.old]
        Seat._plan_update(self, [self._seat_change(new) for new in changed], {})
        added = [
            replace(seat, id=number, section_id=sections[seat.section_id])
            for number, seat in enumerate(diff.added, start=-len(diff.added))
        ]
        made = Seat._plan_insert(self, [self._seat_change(seat) for seat in added], {})
        if "category" in plan.tells:
            Seat._set_categories(
                self, {seat.key: seat.category for seat in (*changed, *added)}
            )
        if "companion" in plan.tells:
            ids = {match.new.key: match.old.id for match in diff.matches}
            ids |= {seat.key: made[seat.id] for seat in added}
            self._apply_companions(plan, diff, ids)

    def _apply_companions(self, plan, diff, ids):
        """:param ids: id of every seat of the plan by its key on the map"""
        new_key = {match.file_key: match.new.key for match in diff.matches}
        seats = [*(match.new for match in diff.matches), *diff.added]
        self.env["ticket.seat"]._plan_bind(
            self,
            [
                (ids[seat.key], ids[new_key.get(seat.companion, seat.companion)])
                if seat.companion
                else (ids[seat.key], 0)
                for seat in seats
            ],
        )

    @staticmethod
    def _seat_change(seat):
        return plan_delta.SeatChange(
            seat.id,
            seat.section_id,
            seat.row,
            seat.number,
            seat.x,
            seat.y,
            seat.kind,
            0,
            seat.key,
        )

    def _import_plan(self, plan, *, keep_missing=False, file_name=None):
        """:meth:`_apply_plan`, told in the map's history."""
        diff = self._apply_plan(plan, keep_missing=keep_missing)
        self.message_post(body=self._say_imported(plan, diff, keep_missing, file_name))
        return diff

    def _say_imported(self, plan, diff, keep_missing, file_name):
        return self.env._(
            "%(seats)s seats in %(sections)s sections imported from %(file)s: "
            "%(added)s new, %(moved)s moved, %(renumbered)s renumbered, "
            "%(removed)s removed.",
            seats=len(plan.seats),
            sections=len(plan.sections),
            file=file_name or self.env._("a file"),
            added=len(diff.added),
            moved=len(diff.moved),
            renumbered=len(diff.renumbered),
            removed=0 if keep_missing else len(diff.removed),
        )

    def _say_removed_in_use(self, seats):
        """What a user must know before these seats are gone; nothing here, where no
        seat is sold.

        :param seats: ``geometry.Seat`` values of this map
        """
        self.ensure_one()
        return False

    def _removed_sections(self, plan, diff):
        """Sections the plan lacks; standing areas only if its format can tell them."""
        gone = self.section_ids.filtered(
            lambda section: section.id not in diff.sections
        )
        if "area" not in plan.tells:
            gone = gone.filtered(lambda section: section.kind == "seated")
        return gone

    def _apply_sections(self, plan, known):
        """:return: {code in the plan: ``ticket.seat.section`` id}, in the plan's order"""
        records = {code: section_id for section_id, code in known.items()}
        Section = self.env["ticket.seat.section"]
        fresh = []
        for sequence, section in enumerate(plan.sections, start=1):
            values = {
                "name": section.name,
                "kind": section.kind,
                "capacity": section.capacity,
                "sequence": 10 * sequence,
            }
            if section.polygon:
                values["polygon"] = [list(point) for point in section.polygon]
            if section.id in records:
                record = Section.browse(records[section.id])
                record.write({k: v for k, v in values.items() if record[k] != v})
            else:
                values |= {"seat_map_id": self.id, "code": str(section.id)}
                fresh.append(values)
        for values, record in zip(fresh, Section.create(fresh), strict=True):
            records[values["code"]] = record.id
        return records

    def _drawing_values(self, plan):
        values = {}
        if "drawing" in plan.tells:
            focal_x, focal_y = plan.focal or (0, 0)
            values |= {"shapes": plan.shapes, "focal_x": focal_x, "focal_y": focal_y}
        if plan.categories:
            known = dict(self.categories or ())  # a list: jsonb sorts an object's keys
            values["categories"] = [
                [name, color or known.get(name, "")]
                for name, color in plan.categories.items()
            ]
        return values
