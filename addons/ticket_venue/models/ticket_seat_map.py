import gzip
import json

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, ormcache

from ..tools import geometry


class TicketSeatMap(models.Model):
    """A drawn hall. A map that a session uses is frozen: its seats never change,
    so that its geometry can be cached for ever under its revision."""

    _name = "ticket.seat.map"
    _description = "Seat Map"
    _inherit = ["mail.thread"]
    _order = "hall_id, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    hall_id = fields.Many2one(
        "ticket.hall",
        required=True,
        ondelete="restrict",
        index=True,
    )
    company_id = fields.Many2one(related="hall_id.company_id", store=True)
    state = fields.Selection(
        [("draft", "Draft"), ("frozen", "In Use")],
        required=True,
        default="draft",
        readonly=True,
        tracking=True,
    )
    revision = fields.Integer(default=1, readonly=True, copy=False)
    section_ids = fields.One2many("ticket.seat.section", "seat_map_id", copy=True)
    seat_ids = fields.One2many("ticket.seat", "seat_map_id")
    seat_count = fields.Integer(compute="_compute_seat_count")
    capacity = fields.Integer(
        compute="_compute_seat_count",
        help="Numbered seats and standing places that can be sold.",
    )
    focal_x = fields.Float(
        help="The point every seat looks at, usually the middle of the stage."
    )
    focal_y = fields.Float()
    shapes = fields.Json(help="Stage, walls and labels drawn behind the seats.")
    active = fields.Boolean(default=True)

    @api.depends("seat_ids.kind_id", "section_ids.capacity", "section_ids.kind")
    def _compute_seat_count(self):
        Seat, here = self.env["ticket.seat"], Domain("seat_map_id", "in", self.ids)
        seats = dict(Seat._read_group(here, ["seat_map_id"], ["__count"]))
        kinds = self.env["ticket.seat.kind"].search([("sellable", "=", False)])
        killed = Domain("kind_id", "in", kinds.ids)
        gone = dict(Seat._read_group(here & killed, ["seat_map_id"], ["__count"]))
        standing = dict(
            self.env["ticket.seat.section"]._read_group(
                [("seat_map_id", "in", self.ids), ("kind", "=", "standing")],
                ["seat_map_id"],
                ["capacity:sum"],
            )
        )
        for seat_map in self:
            seat_map.seat_count = seats.get(seat_map, 0)
            seat_map.capacity = (
                seat_map.seat_count - gone.get(seat_map, 0) + standing.get(seat_map, 0)
            )

    def _check_draft(self):
        """:raise UserError: a session uses the map, so it may not change."""
        for seat_map in self:
            if seat_map.state != "draft":
                raise UserError(
                    self.env._(
                        "Seat map %(map)s is in use by a session and cannot change. "
                        "Make a new revision and change that.",
                        map=seat_map.name,
                    )
                )

    def _freeze(self):
        self.filtered(lambda seat_map: seat_map.state == "draft").write(
            {"state": "frozen"}
        )

    def _bump_revision(self):
        """Call after any change of seats, sections or shapes of a draft map."""
        self._check_draft()
        for seat_map in self:
            seat_map.revision += 1

    def _add_plan(self, sections, seats):
        """Add sections and seats as the importers and block generators give them.

        :param sections: ``geometry.Section`` values, in order
        :param seats: ``geometry.Seat`` values whose ``section_id`` is a section's ``id``
        :return: the new ``ticket.seat.section`` records, in the order of ``sections``
        """
        self.ensure_one()
        self._bump_revision()
        records = self.env["ticket.seat.section"].create(
            [
                {
                    "seat_map_id": self.id,
                    "name": section.name,
                    "code": str(section.id),
                    "sequence": 10 * index,
                    "kind": section.kind,
                    "polygon": section.polygon and [list(p) for p in section.polygon],
                    "capacity": section.capacity,
                }
                for index, section in enumerate(sections, start=1)
            ]
        )
        ids = {
            section.id: record.id
            for section, record in zip(sections, records, strict=True)
        }
        self.env["ticket.seat"]._insert(self, seats, ids)
        return records

    def _geometry(self):
        """The map as the seat-map view reads it (format: ``tools/geometry.py``)."""
        self.ensure_one()
        self.env["ticket.seat"].flush_model()
        sections = [
            geometry.Section(
                id=section.id,
                name=section.name,
                kind=section.kind,
                polygon=section.polygon,
            )
            for section in self.section_ids
        ]
        seats = [
            geometry.Seat(**values)
            for values in self.env["ticket.seat"]._read_geometry(self)
        ]
        return geometry.encode(
            map_id=self.id,
            revision=self.revision,
            sections=sections,
            seats=seats,
            focal=(self.focal_x, self.focal_y),
            shapes=self.shapes or [],
        )

    @ormcache("self.id", "self.revision")
    def _seat_pitch(self):
        """The usual distance between neighbours of a row, map units; 1 without seats."""
        self.env["ticket.seat"].flush_model()
        [[pitch]] = self.env.execute_query(
            SQL(
                """SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY gap) FROM (
                   SELECT sqrt((x - lag(x) OVER along) ^ 2
                               + (y - lag(y) OVER along) ^ 2) AS gap
                     FROM ticket_seat WHERE seat_map_id = %s
                   WINDOW along AS (PARTITION BY section_id, row ORDER BY x, y)) AS gaps
                    WHERE gap > 0""",
                self.id,
            )
        )
        return pitch or 1.0

    @ormcache("self.id", "self.revision", "self.env.lang")
    def _geometry_file(self):
        """The geometry as the gzipped JSON that browsers are sent."""
        text = json.dumps(self._geometry(), ensure_ascii=False, separators=(",", ":"))
        return gzip.compress(text.encode(), compresslevel=6, mtime=0)

    def _geometry_url(self):
        """Changes with the revision and the language, so it may be cached for ever."""
        self.ensure_one()
        lang = self.env.lang or "en_US"
        return f"/ticket/geometry/{self.id}/{self.revision}?lang={lang}"

    def get_geometry_url(self):
        """Where the view of this map is loaded from; for the back office."""
        self.check_access("read")
        return self._geometry_url()

    def copy(self, default=None):
        copies = super().copy(default)
        for original, copy in zip(self, copies, strict=True):
            original._copy_seats(copy)
        return copies

    def copy_data(self, default=None):
        data = super().copy_data(default)
        if not (default or {}).keys() & {"name", "origin_id"}:
            for seat_map, values in zip(self, data, strict=True):
                values["name"] = self.env._("%(name)s (copy)", name=seat_map.name)
        return [values | {"state": "draft"} for values in data]

    def _copy_seats(self, copy):
        """Sections were copied in order; seats follow in one statement."""
        self.ensure_one()
        pairs = list(
            zip(
                self.section_ids.sorted("id").ids,
                copy.section_ids.sorted("id").ids,
                strict=True,
            )
        )
        self.env["ticket.seat"]._copy_between_maps(self, copy, pairs)
