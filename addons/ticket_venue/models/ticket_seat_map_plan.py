import base64
import binascii

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError
from odoo.tools.image import ImageProcess
from odoo.tools.mimetypes import guess_mimetype
from odoo.tools.translate import LazyGettext

from ..exceptions import PlanChangedError
from ..tools import plan_delta, seat_plan

PICTURE_TYPES = ("image/png", "image/jpeg")
MAX_PICTURE = 10_000_000


class TicketSeatMap(models.Model):
    """The map as the editor reads and writes it."""

    _inherit = "ticket.seat.map"

    background = fields.Json(
        copy=False, help="Where the picture to trace lies under the seats."
    )
    plan_token = fields.Char(copy=False, readonly=True)
    plan_answer = fields.Json(copy=False, readonly=True, prefetch=False)

    @api.readonly
    def get_plan(self):
        """All the editor needs beside the geometry, which it fetches from its address."""
        self.ensure_one()
        self.check_access("read")
        sections = self.section_ids.sorted(
            lambda section: (section.sequence, section.id)
        )
        return {
            "name": self.name,
            "state": self.state,
            "revision": self.revision,
            "url": self._geometry_url(),
            "sections": [section._plan_values() for section in sections],
            "shapes": self.shapes or [],
            "focal": [self.focal_x, self.focal_y]
            if self.focal_x or self.focal_y
            else None,
            "background": self._plan_background(),
            "companions": self.env["ticket.seat"]._read_companions(self),
            "kinds": [
                kind._plan_values() for kind in self.env["ticket.seat.kind"].search([])
            ],
        }

    def save_plan(self, revision, delta, token=None):
        """Write what was changed in the editor, whole or not at all.

        :param revision: the revision the changes were made on
        :param delta: see ``tools/plan_delta.py``
        :param token: the client's name for this save: sent again after a lost answer,
            it gets the same answer and nothing is written twice
        :return: ``{"revision", "seats": [[temporary id, id, count]], "sections":
            {temporary id: id}, "removed": {seat id: key}}``
        :raise PlanChangedError: somebody else saved the map in the meantime
        :raise UserError: the map is in use, or the changes are not valid
        """
        self.ensure_one()
        for records in (self, self.env["ticket.seat"], self.section_ids):
            records.check_access("write")
        self._lock_plan()
        if token and token == self.plan_token:
            return self.plan_answer
        self._check_draft()
        if revision != self.revision:
            raise PlanChangedError(
                self.env._(
                    "Somebody else changed this map while you were drawing. Reload it "
                    "to see their changes; yours since the last save are lost then."
                )
            )
        answer = self._write_plan(self._read_plan_delta(delta))
        self._bump_revision()
        answer["revision"] = self.revision
        self.write({"plan_token": token, "plan_answer": answer if token else False})
        return answer

    def set_plan_picture(self, content, name):
        """Keep a picture to trace; it shows when a save puts it under the map.

        :param content: a PNG or JPEG file in base64
        """
        self.ensure_one()
        self.check_access("write")
        self._check_draft()
        raw = self._read_picture(content)
        width, height = ImageProcess(raw).image.size
        attachment = self.env["ir.attachment"].create(
            {
                "name": str(name)[: seat_plan.MAX_NAME] or "background",
                "raw": raw,
                "res_model": self._name,
                "res_id": self.id,
            }
        )
        return {
            "attachment": attachment.id,
            "image": self._picture_url(attachment.id),
            "width": width,
            "height": height,
        }

    def _read_picture(self, content):
        """:raise UserError: too large, or no picture of a kind that holds no script"""
        try:
            raw = base64.b64decode(content or b"", validate=True)
        except (binascii.Error, TypeError, ValueError):
            raw = b""
        if len(raw) > MAX_PICTURE:
            raise UserError(
                self.env._(
                    "The picture is larger than %(limit)s MB. Make it smaller first.",
                    limit=MAX_PICTURE // 1_000_000,
                )
            )
        if guess_mimetype(raw) not in PICTURE_TYPES:
            raise UserError(self.env._("Choose a picture of type PNG or JPEG."))
        return raw

    def _picture_url(self, attachment_id):
        return f"/web/image/{attachment_id}"

    def _plan_background(self):
        if not self.background:
            return None
        image = self._picture_url(self.background["attachment"])
        return {**self.background, "image": image}

    def _lock_plan(self):
        """:raise UserError: another save is being written at this moment"""
        try:
            self.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise LockError(
                self.env._("This map is being saved by somebody else. Try again.")
            ) from error

    def _read_plan_delta(self, delta):
        """:raise UserError: with the place of everything that is wrong"""
        kinds = self.env["ticket.seat.kind"].search_fetch([], ["code"]).mapped("code")
        try:
            return plan_delta.read_delta(delta, kinds)
        except seat_plan.SeatFileError as error:
            raise UserError(
                self.env._(
                    "The changes were not saved:\n%(problems)s",
                    problems="\n".join(map(self._say_remark, error.problems)),
                )
            ) from error

    def _say_remark(self, remark):
        text = LazyGettext(
            seat_plan.MESSAGES[remark.code], _module="ticket_venue", **remark.params
        )
        reason = self.env._(text)
        return f"{remark.place}: {reason}" if remark.place else reason

    def _write_plan(self, delta):
        Seat = self.env["ticket.seat"]
        Seat.flush_model()
        sections = self._write_plan_sections(delta.sections)
        self._check_plan_sections(delta, sections)
        new = [seat for seat in delta.seats if seat.id < 0]
        known = [seat for seat in delta.seats if seat.id > 0]
        if Seat._plan_update(self, known, sections) != len(known):
            self._refuse_foreign()
        removed = Seat._plan_remove(self, delta.removed_seats)
        made = Seat._plan_insert(self, new, sections)
        bonds = [
            (made.get(seat.id, seat.id), made.get(seat.companion, seat.companion))
            for seat in delta.seats
        ]
        if not Seat._plan_bind(self, bonds):
            self._refuse_foreign()
        self._remove_plan_sections(delta.removed_sections)
        self._write_plan_values(delta.values)
        Seat.invalidate_model()
        self.invalidate_recordset(["seat_ids", "seat_count", "capacity"])
        self._check_plan_size()
        return {
            "seats": _id_runs(made),
            "sections": {str(old): new for old, new in sections.items() if old != new},
            "removed": {str(seat): key for seat, key in removed.items()},
        }

    def _write_plan_sections(self, changes):
        """:return: {id in the changes, or of this map: record id}"""
        known = {section.id: section for section in self.section_ids}
        for change in changes:
            if change.id > 0:
                if change.id not in known:
                    self._refuse_foreign()
                known[change.id].write(self._section_values(change))
        new = [change for change in changes if change.id < 0]
        made = self.env["ticket.seat.section"].create(
            [{**self._section_values(change), "seat_map_id": self.id} for change in new]
        )
        ids = {change.id: record.id for change, record in zip(new, made, strict=True)}
        return ids | {section: section for section in known}

    def _section_values(self, change):
        return {
            "name": change.name,
            "code": change.code or False,
            "kind": change.kind,
            "capacity": change.capacity,
            "sequence": change.sequence,
            "polygon": change.polygon,
        }

    def _check_plan_sections(self, delta, sections):
        gone = set(delta.removed_sections)
        used = {seat.section for seat in delta.seats}
        if not used <= sections.keys() or used & gone or not gone <= sections.keys():
            self._refuse_foreign()

    def _remove_plan_sections(self, section_ids):
        """The database deletes seats that are left in them."""
        gone = self.section_ids.filtered(lambda section: section.id in section_ids)
        gone.unlink()

    def _write_plan_values(self, values):
        if "shapes" in values:
            self.shapes = values["shapes"]
        if "focal" in values:
            [[x, y]] = values["focal"] or [[0, 0]]
            self.write({"focal_x": x, "focal_y": y})
        if "background" in values:
            background = values["background"]
            if background and not self.env["ir.attachment"].search_count(
                [
                    ("id", "=", background["attachment"]),
                    ("res_model", "=", self._name),
                    ("res_id", "=", self.id),
                ]
            ):
                self._refuse_foreign()
            self.background = background or False

    def _refuse_foreign(self):
        raise UserError(
            self.env._(
                "The changes name a seat, section or picture that is not on this map. "
                "Reload the map and draw them again."
            )
        )

    def _check_plan_size(self):
        if (
            self.seat_count > seat_plan.MAX_SEATS
            or len(self.section_ids) > seat_plan.MAX_SECTIONS
        ):
            raise UserError(
                self.env._(
                    "A map holds at most %(seats)s seats in %(sections)s sections. "
                    "Divide the hall into several maps.",
                    seats=seat_plan.MAX_SEATS,
                    sections=seat_plan.MAX_SECTIONS,
                )
            )

    def _copy_seats(self, copy):
        """The picture to trace goes with the copy."""
        result = super()._copy_seats(copy)
        if self.background:
            picture = self.env["ir.attachment"].browse(self.background["attachment"])
            attachment = picture.exists().copy({"res_id": copy.id})
            if attachment:
                copy.background = {**self.background, "attachment": attachment.id}
        return result


def _id_runs(ids):
    """[temporary id, id, count] of records whose ids both count up.

    >>> _id_runs({-9: 4, -8: 5, -3: 6})
    [[-9, 4, 2], [-3, 6, 1]]
    """
    runs = []
    for temporary, id_ in sorted(ids.items()):
        if runs and runs[-1][0] + runs[-1][2] == temporary:
            if runs[-1][1] + runs[-1][2] == id_:
                runs[-1][2] += 1
                continue
        runs.append([temporary, id_, 1])
    return runs
