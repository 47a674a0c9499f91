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

    def get_painting(self):
        """The map, its zones with prices, and which seat is in which zone."""
        self.ensure_one()
        self.check_access("read")
        zones = self.zone_ids
        of_section = {
            section.id: zone.id for zone in zones for section in zone.section_ids
        }
        standing = self.seat_map_id.section_ids.filtered(lambda s: s.kind == "standing")
        return {
            "plan": self.id,
            "name": self.name,
            "geometry": self.seat_map_id._geometry_url(),
            "revision": self.seat_map_id.revision,
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
                for zone_id, run in groupby(zone for _seat, zone in self._painted())
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

    def _painted(self):
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
                map=self.seat_map_id.id,
            )
        )

    def paint(self, revision, seats, areas):
        """Save a painting: every seat and every standing area of the map.

        :param revision: of the map that was painted
        :param seats: [[zone id or 0, run length], …] in geometry order
        :param areas: {section id: zone id or 0}
        :raise UserError: the map or the zones have changed meanwhile
        """
        self.ensure_one()
        self.check_access("write")
        if revision != self.seat_map_id.revision:
            raise self._painted_elsewhere()
        sections = [section_id for section_id, _zone in self._painted()]
        try:
            zones = spread(seats, len(sections))
        except ValueError:
            raise self._painted_elsewhere() from None
        of_area = {int(section_id): zone for section_id, zone in areas.items() if zone}
        if ({*zones, *of_area.values()} - {0}) - set(self.zone_ids.ids):
            raise self._painted_elsewhere()
        standing = self.seat_map_id.section_ids.filtered(lambda s: s.kind == "standing")
        if of_area.keys() - set(standing.ids):
            raise self._painted_elsewhere()
        of_section, single = compact(sections, zones)
        self._write_painting(of_section | of_area, single)

    def _painted_elsewhere(self):
        return UserError(
            self.env._(
                "The seat map or its zones have changed since you opened this screen. "
                "Open it again; nothing was saved."
            )
        )

    def _write_painting(self, of_section, single):
        self.zone_ids.section_ids = [Command.clear()]
        for zone in self.zone_ids:
            zone.section_ids = [
                Command.set(
                    [s for s, zone_id in of_section.items() if zone_id == zone.id]
                )
            ]
        self.env.flush_all()
        seat_ids = [
            row[0]
            for row in self.env.execute_query(
                SQL(
                    "SELECT id FROM ticket_seat WHERE seat_map_id = %s ORDER BY id",
                    self.seat_map_id.id,
                )
            )
        ]
        self.env.cr.execute(
            SQL(
                "DELETE FROM ticket_zone_seat_rel WHERE zone_id = ANY(%s)",
                self.zone_ids.ids,
            )
        )
        for zone in self.zone_ids:
            if positions := single.get(zone.id):
                zone._assign_seats([seat_ids[position] for position in positions])
        self.zone_ids.invalidate_recordset(["seat_ids", "section_ids"])

    # --- sessions on sale ---------------------------------------------------

    def repaint_sessions(self):
        """Bring the places that are still to be sold into the zones as painted now.

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
                moved[session] = Hold.env["ticket.place"]._follow_painting(
                    session.with_env(Hold.env)
                )
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
