from itertools import groupby

from odoo import Command, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools.zone_paint import compact, spread
from .ticket_session import CALENDAR_STATES


class TicketPricePlan(models.Model):
    """Zones painted on the map: what the painting screen reads and saves."""

    _inherit = "ticket.price.plan"

    open_session_count = fields.Integer(compute="_compute_open_session_count")

    def _compute_open_session_count(self):
        for plan in self:
            plan.open_session_count = len(plan._open_sessions())

    def _open_sessions(self):
        """Sessions on sale with this plan; their places have their zones already."""
        self.ensure_one()
        return self.env["ticket.session"].search(
            [
                ("plan_id", "in", self.ids),
                ("inventory_open", "=", True),
                ("state", "in", (*CALENDAR_STATES, "paused")),
            ]
        )

    def action_paint(self):
        self.ensure_one()
        return {
            "type": "ir.actions.client",
            "tag": "ticket_price_paint",
            "name": self.env._("Paint %(plan)s", plan=self.name),
            "context": {"active_id": self.id, "active_model": self._name},
        }

    def get_painting(self, map_id=None):
        """The map, its zones with prices, and which seat is in which zone.

        :param map_id: another revision of the plan's map than the plan's own
        """
        self.ensure_one()
        self.check_access("read")
        seat_map = self._revision(map_id)
        zones = self.zone_ids
        of_section = {
            section.id: zone.id for zone in zones for section in zone.section_ids
        }
        standing = seat_map.section_ids.filtered(lambda s: s.kind == "standing")
        return {
            "plan": self.id,
            "name": self.name,
            "map": seat_map.id,
            "maps": [
                {"id": one.id, "name": one.display_name, "state": one.state}
                for one in self.seat_map_id.edition_ids
            ],
            "geometry": seat_map._geometry_url(),
            "revision": seat_map.revision,
            "can_write": self.has_access("write"),
            "open_sessions": self.open_session_count,
            "zones": [
                {
                    "id": zone.id,
                    "name": zone.name,
                    "color": zone.color,
                    "prices": [
                        {
                            "type": price.type_id.name,
                            "amount": self.currency_id.format(price.amount),
                        }
                        for price in self.price_ids
                        if price.zone_id == zone
                    ],
                }
                for zone in zones
            ],
            "seats": [
                [zone_id, len(list(run))]
                for zone_id, run in groupby(
                    zone for _seat, zone in self._painted(seat_map)
                )
            ],
            "areas": [
                {
                    "id": area.id,
                    "name": area.name,
                    "left": area.capacity,
                    "zone_id": of_section.get(area.id, 0),
                }
                for area in standing
            ],
        }

    def _revision(self, map_id):
        """A revision of the plan's drawing, its own when none is named.

        :raise UserError: that map is another drawing's
        """
        seat_map = self.seat_map_id
        if map_id and map_id not in seat_map.edition_ids.ids:
            raise self._painted_elsewhere()
        return seat_map.browse(map_id) if map_id else seat_map

    def _is_painted_on(self, seat_map):
        """Whether a seat or section of this revision is in a zone of the plan."""
        if self.zone_ids._sections_of(seat_map):
            return True
        self.env.flush_all()
        return bool(
            self.env.execute_query(
                SQL(
                    """SELECT FROM ticket_zone_seat_rel rel
                         JOIN ticket_seat seat ON seat.id = rel.seat_id
                        WHERE rel.zone_id = ANY(%s) AND seat.seat_map_id = %s
                        LIMIT 1""",
                    self.zone_ids.ids,
                    seat_map.id,
                )
            )
        )

    def _painted(self, seat_map):
        """[(section id, zone id or 0), …] of the seats in geometry order."""
        self.env.flush_all()
        return self.env.execute_query(
            SQL(
                """SELECT seat.section_id, COALESCE(by_seat.id, by_section.id, 0)
                     FROM ticket_seat seat
                LEFT JOIN (ticket_zone_seat_rel one
                     JOIN ticket_zone by_seat ON by_seat.id = one.zone_id
                                             AND by_seat.plan_id = %(plan)s)
                       ON one.seat_id = seat.id
                LEFT JOIN (ticket_zone_section_rel whole
                     JOIN ticket_zone by_section ON by_section.id = whole.zone_id
                                                AND by_section.plan_id = %(plan)s)
                       ON whole.section_id = seat.section_id
                    WHERE seat.seat_map_id = %(map)s
                 ORDER BY seat.id""",
                plan=self.id,
                map=seat_map.id,
            )
        )

    def paint(self, revision, seats, areas, map_id=None):
        """Save a painting: every seat and every standing area of the map.

        :param revision: of the map that was painted
        :param seats: [[zone id or 0, run length], …] in geometry order
        :param areas: {section id: zone id or 0}
        :param map_id: another revision of the plan's map than the plan's own
        :raise UserError: the map or the zones have changed meanwhile
        """
        self.ensure_one()
        self.check_access("write")
        seat_map = self._revision(map_id)
        if revision != seat_map.revision:
            raise self._painted_elsewhere()
        sections = [section_id for section_id, _zone in self._painted(seat_map)]
        try:
            zones = spread(seats, len(sections))
        except ValueError:
            raise self._painted_elsewhere() from None
        of_area = {int(section_id): zone for section_id, zone in areas.items() if zone}
        if ({*zones, *of_area.values()} - {0}) - set(self.zone_ids.ids):
            raise self._painted_elsewhere()
        standing = seat_map.section_ids.filtered(lambda s: s.kind == "standing")
        if of_area.keys() - set(standing.ids):
            raise self._painted_elsewhere()
        of_section, single = compact(sections, zones)
        self._write_painting(seat_map, of_section | of_area, single)

    def _painted_elsewhere(self):
        return UserError(
            self.env._(
                "The seat map or its zones have changed since you opened this screen. "
                "Open it again; nothing was saved."
            )
        )

    def _write_painting(self, seat_map, of_section, single):
        for zone in self.zone_ids:
            zone.section_ids -= zone._sections_of(seat_map)
        for zone in self.zone_ids:
            zone.section_ids = [
                Command.link(s)
                for s, zone_id in of_section.items()
                if zone_id == zone.id
            ]
        self.env.flush_all()
        seat_ids = [
            row[0]
            for row in self.env.execute_query(
                SQL(
                    "SELECT id FROM ticket_seat WHERE seat_map_id = %s ORDER BY id",
                    seat_map.id,
                )
            )
        ]
        self.env.cr.execute(
            SQL(
                """DELETE FROM ticket_zone_seat_rel rel USING ticket_seat seat
                    WHERE rel.zone_id = ANY(%s) AND seat.id = rel.seat_id
                      AND seat.seat_map_id = %s""",
                self.zone_ids.ids,
                seat_map.id,
            )
        )
        for zone in self.zone_ids:
            if positions := single.get(zone.id):
                zone._assign_seats([seat_ids[position] for position in positions])
        self.zone_ids.invalidate_recordset(["seat_ids", "section_ids"])

    # --- sessions on sale ---------------------------------------------------

    def repaint_sessions(self):
        """Bring the places that are still to be sold into the zones as painted now, and
        count again which places are the best: the order of the zones decides first.

        Held, reserved and sold places keep the zone they were given in.

        :return: how many places moved
        """
        self.ensure_one()
        self.check_access("write")
        sessions = self._open_sessions()
        sessions.check_access("write")
        moved = {}
        for session in sessions:
            with self.env["ticket.hold"]._transaction() as Hold:
                Place = Hold.env["ticket.place"]
                here = session.with_env(Hold.env)
                Place._lock_session(here)
                moved[session] = Place._follow_painting(here)
                Place._rank_again(here)
        for session, count in moved.items():
            if count:
                session.message_post(
                    body=self.env._(
                        "Price zones painted anew: %(count)s places moved to another "
                        "zone.",
                        count=count,
                    )
                )
        return sum(moved.values())
