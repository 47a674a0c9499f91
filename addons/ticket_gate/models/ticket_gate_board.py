from collections import defaultdict
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL, format_datetime

from ..tools import board_alarms
from .ticket_emergency import DOORS_AFTER, DOORS_BEFORE, ENDERS, RAISERS

MINUTES = 60
ALARM_MINUTES = 5
NOT_PLAYED = ("draft", "cancelled", "postponed")


class TicketGate(models.Model):
    """The gate board: who came in, where and when, in a handful of queries whatever the
    number of visitors."""

    _inherit = "ticket.gate"

    @api.model
    @api.readonly
    def get_board(self, venue_id=None, session_id=None):
        """All figures of a venue now, or of one session there.

        :param venue_id: one of the user's companies' venues; the one where most is on
            now when empty
        """
        self._check_board_access()
        venues = self._board_venues()
        venue = venues.filtered(lambda one: one.id == venue_id)
        venue = venue or self._board_usual_venue(venues)
        now = fields.Datetime.now()
        around = self._board_sessions(venue, now)
        sessions = around.filtered(lambda one: one.id == session_id) or around
        lanes = self.sudo().search([("venue_id", "=", venue.id)])
        seen = self._board_scans(lanes, sessions, venue, now)
        zones = self._board_zones(sessions)
        return {
            "at": fields.Datetime.to_string(now),
            "venue": {"id": venue.id, "name": venue.name, "tz": venue.tz or "UTC"},
            "venues": [{"id": one.id, "name": one.name} for one in venues],
            "sessions": [one._board_name() for one in around],
            "session": sessions.id if len(sessions) == 1 and session_id else False,
            "totals": self._board_totals(zones, seen),
            "zones": zones,
            "minutes": seen["minutes"],
            "lanes": self._board_lanes(lanes, seen),
            "reasons": self._board_reasons(seen),
            "alarms": self._board_alarms(lanes, seen, venue, bool(around), now),
            "emergency": self.env["ticket.emergency"]._board(venue),
            "may_raise": self._board_may(RAISERS),
            "may_end": self._board_may(ENDERS),
        }

    def _board_may(self, groups):
        return any(self.env.user.has_group(group) for group in groups)

    def _check_board_access(self):
        if not self._board_may(RAISERS):
            raise AccessError(
                self.env._("Only gate staff and supervisors see the gate board.")
            )

    def _board_venues(self):
        """Venues with lanes, of the user's companies."""
        lanes_sudo = self.sudo().search([("company_id", "in", self.env.companies.ids)])
        return lanes_sudo.venue_id.sorted("name")

    @api.model
    def _board_usual_venue(self, venues):
        """The venue in an alarm, else the one with the next session, else the first."""
        alarmed = venues.filtered("alarm")
        if alarmed:
            return alarmed[0]
        now = fields.Datetime.now()
        sessions_sudo = self.env["ticket.session"].sudo()
        coming = sessions_sudo.search(
            [
                ("venue_id", "in", venues.ids),
                ("end", ">=", now - timedelta(minutes=30)),
                ("state", "not in", NOT_PLAYED),
            ],
            order="start, id",
            limit=1,
        )
        return coming.venue_id or venues[:1]

    @api.model
    def _board_sessions(self, venue, now):
        """Whose visitors may be at the doors or inside."""
        return (
            self.env["ticket.session"]
            .sudo()
            .search(
                Domain("venue_id", "=", venue.id)
                & Domain("state", "not in", NOT_PLAYED)
                & Domain("start", "<=", now + DOORS_BEFORE)
                & Domain("end", ">=", now - DOORS_AFTER),
                order="start, id",
            )
        )

    @api.model
    def _board_zones(self, sessions):
        """How many are expected, came in and are inside, by session's hall and zone."""
        self.env["ticket.ticket"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT session.hall_id, ticket.zone_id, SUM(ticket.admits),
                       SUM(COALESCE(ticket.admitted, 0)),
                       SUM(COALESCE(ticket.admitted, 0) - COALESCE(ticket.outside, 0))
                  FROM ticket_ticket ticket
                  JOIN ticket_session session ON session.id = ticket.session_id
                 WHERE ticket.session_id = ANY(%s) AND ticket.state IN ('valid', 'used')
              GROUP BY session.hall_id, ticket.zone_id
              ORDER BY session.hall_id, ticket.zone_id
                """,
                sessions.ids,
            )
        )
        zones_sudo = self.env["ticket.zone"].sudo()
        zones = {
            zone.id: zone
            for zone in zones_sudo.browse({row[1] for row in rows if row[1]})
        }
        halls = {hall.id: hall.name for hall in sessions.hall_id}
        return [
            {
                "key": f"{hall}-{zone}",
                "name": zones[zone].name if zone else "",
                "color": zones[zone].color if zone else False,
                "hall": halls[hall] if len(halls) > 1 else "",
                "expected": expected,
                "admitted": admitted,
                "inside": inside,
                "coming": expected - admitted,
            }
            for hall, zone, expected, admitted, inside in rows
        ]

    @api.model
    def _board_scans(self, lanes, sessions, venue, now):
        """What the lanes answered today: one pass over the day's scans."""
        here = now.replace(tzinfo=UTC).astimezone(ZoneInfo(venue.tz or "UTC"))
        midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
        midnight = midnight.astimezone(UTC).replace(tzinfo=None)
        newest = now.replace(second=0)
        rows = self.env.execute_query(
            SQL(
                """
                SELECT gate_id, direction, result, reason,
                       CASE WHEN received_at > %(recent)s
                            THEN (extract(epoch FROM %(newest)s
                                          - date_trunc('minute', received_at)) / 60)::int
                       END AS ago,
                       SUM(COALESCE(passed, 0)), COUNT(*)
                  FROM ticket_scan
                 WHERE gate_id = ANY(%(lanes)s) AND received_at >= %(since)s
                   AND (session_id IS NULL OR session_id = ANY(%(sessions)s)
                        OR result = 'refuse')
              GROUP BY 1, 2, 3, 4, 5
                """,
                recent=newest - timedelta(minutes=MINUTES - 1),
                newest=newest,
                lanes=lanes.ids,
                since=min(midnight, now - DOORS_BEFORE),
                sessions=sessions.ids,
            )
        )
        lane_counts = defaultdict(lambda: defaultdict(int))
        reasons = defaultdict(int)
        minutes = [{"in": 0, "out": 0, "refused": 0} for _minute in range(MINUTES)]
        for gate, direction, result, reason, ago, passed, scans in rows:
            what = "refused" if result == "refuse" else direction
            count = scans if what == "refused" else passed
            lane = lane_counts[gate]
            lane[what] += count
            if what == "refused":
                reasons[reason] += count
            if ago is None or not 0 <= ago < MINUTES:
                continue
            minutes[MINUTES - 1 - ago][what] += count
            if ago < ALARM_MINUTES:
                lane[f"recent_{what}"] += count
                lane["recent_forged"] += count if reason == "forged" else 0
        return {"lanes": lane_counts, "reasons": reasons, "minutes": minutes}

    @api.model
    def _board_totals(self, zones, seen):
        totals = {
            name: sum(zone[name] for zone in zones)
            for name in ("expected", "admitted", "inside", "coming")
        }
        last = seen["minutes"][-ALARM_MINUTES - 1 : -1]
        return totals | {
            "refused": sum(seen["reasons"].values()),
            "speed": round(sum(one["in"] for one in last) / ALARM_MINUTES),
        }

    @api.model
    def _board_lanes(self, lanes, seen):
        return [
            {
                "id": lane.id,
                "name": lane.name,
                "group": lane.group_id.name,
                "state": lane.state,
                "devices": len(lane.device_ids),
                **{
                    name: seen["lanes"][lane.id][name]
                    for name in ("in", "out", "refused", "recent_in", "recent_refused")
                },
            }
            for lane in lanes
        ]

    @api.model
    def _board_reasons(self, seen):
        names = dict(
            self.env["ticket.scan"]._fields["reason"]._description_selection(self.env)
        )
        found = sorted(seen["reasons"].items(), key=lambda item: (-item[1], item[0]))
        return [
            {"code": code, "name": names.get(code, code), "count": count}
            for code, count in found
        ]

    @api.model
    def _board_alarms(self, lanes, seen, venue, is_busy, now):
        devices = lanes.device_ids.filtered(
            lambda device: device.state == "active" and device.last_seen
        )
        recent = devices.filtered(lambda one: one.last_seen > now - timedelta(hours=12))
        # behind a silent hub nobody is heard: the hub is the alarm, not each lane
        silence = now - timedelta(seconds=board_alarms.SILENT_SECONDS)
        recent = recent.filtered(
            lambda one: not one.hub_id or (one.hub_id.last_seen or silence) > silence
        )
        lane_names = {lane.id: lane.name for lane in lanes}
        device_names = {device.id: device.name for device in devices}
        doubles = self.env["ticket.scan.conflict"].sudo()
        alarms = board_alarms.find(
            [
                board_alarms.LaneNow(
                    lane.id,
                    seen["lanes"][lane.id]["recent_in"],
                    seen["lanes"][lane.id]["recent_refused"],
                    seen["lanes"][lane.id]["recent_forged"],
                )
                for lane in lanes
            ],
            [
                board_alarms.DeviceNow(
                    device.id,
                    device.gate_id.id,
                    int((now - device.last_seen).total_seconds()),
                )
                for device in recent
            ],
            doubles.search_count(
                [("gate_id", "in", lanes.ids), ("state", "=", "open")]
            ),
            is_busy,
        )
        return [
            {
                "code": alarm.code,
                "level": alarm.level,
                "lane": lane_names.get(alarm.lane, ""),
                "lane_id": alarm.lane or False,
                "device": device_names.get(alarm.device, ""),
                "count": alarm.count,
            }
            for alarm in alarms
        ]


class TicketSession(models.Model):
    _inherit = "ticket.session"

    def _board_name(self):
        """The session as the gate board lists it."""
        return {
            "id": self.id,
            "name": self.show_id.name,
            "hall": self.hall_id.name,
            "when": format_datetime(
                self.env, self.start, tz=self.tz, dt_format="HH:mm"
            ),
            "started": self.start <= fields.Datetime.now(),
            "seated": bool(self.seat_map_id.seat_ids[:1]),
        }
