from collections import Counter, defaultdict
from datetime import datetime, time, timedelta

import pytz

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL, format_datetime

from .ticket_place import EXPIRED

BOARD_SESSIONS = 30
TREND_MINUTES = 5
TREND_STEPS = 24
STATES = ("sold", "held", "reserved", "locked", "free")


class TicketSession(models.Model):
    """The live board: what is sold, held and left now, and how fast it goes."""

    _inherit = "ticket.session"

    @api.model
    @api.readonly
    def get_live_board(self, session_id=None, day=None):
        """All figures of one session, or of the sessions of a day.

        :param day: ``YYYY-MM-DD`` where the user is; the next day with sessions if empty
        """
        self._check_board_access()
        sessions = self._board_sessions(session_id, day)
        day = day or (sessions and self._board_local(sessions[0].start).date())
        figures = sessions.sudo()._board_figures()  # checked: all are readable
        return {
            "day": str(day or fields.Date.context_today(self)),
            "single": bool(session_id),
            "at": format_datetime(
                self.env, fields.Datetime.now(), dt_format="HH:mm:ss"
            ),
            "sessions": [figures[session.id] for session in sessions],
        }

    def _check_board_access(self):
        if not any(
            self.env.user.has_group(f"ticket_sale.group_ticket_{role}")
            for role in ("supervisor", "finance")
        ):
            raise AccessError(self.env._("Only supervisors and finance see the board."))

    def _board_local(self, moment):
        zone = pytz.timezone(self.env.user.tz or "UTC")
        return pytz.utc.localize(moment).astimezone(zone)

    def _board_sessions(self, session_id, day):
        open_ones = Domain("inventory_open", "=", True) & Domain(
            "company_id", "in", self.env.companies.ids
        )
        if session_id:
            return self.search(open_ones & Domain("id", "=", session_id))
        if not day:
            coming = open_ones & Domain("end", ">=", fields.Datetime.now())
            first = self.search(coming, limit=1, order="start, id")
            if not first:
                return first
            day = str(self._board_local(first.start).date())
        begin = pytz.timezone(self.env.user.tz or "UTC").localize(
            datetime.combine(fields.Date.to_date(day), time.min)
        )
        begin = begin.astimezone(pytz.utc).replace(tzinfo=None)
        return self.search(
            open_ones
            & Domain("start", ">=", begin)
            & Domain("start", "<", begin + timedelta(days=1)),
            order="start, id",
            limit=BOARD_SESSIONS,
        )

    def _board_figures(self):
        """{session id: its figures}"""
        places, speeds, trends = (
            self._board_places(),
            self._board_speeds(),
            self._board_trends(),
        )
        return {
            session.id: session._board_session(
                places[session.id], speeds[session.id], trends[session.id]
            )
            for session in self
        }

    def _board_session(self, places, speeds, trend):
        total = Counter()
        for (_zone, _type, _channel, state), count in places.items():
            total[state] += count
        hour = sum(speeds.values())
        taken = {
            key[:3]: count
            for key, count in self._board_sum(places, (0, 1, 2)).items()
            if count
        }
        return {
            "id": self.id,
            "show": self.show_id.name,
            "hall": self.hall_id.display_name,
            "when": format_datetime(
                self.env, self.start, tz=self.tz, dt_format="short"
            ),
            "state": self.state,
            "state_name": dict(self._fields["state"]._description_selection(self.env))[
                self.state
            ],
            **{state: total[state] for state in STATES},
            "total": sum(total.values()) - total["locked"],
            "hour": hour,
            "minutes_left": round(60 * total["free"] / hour) if hour else None,
            "trend": trend,
            "zones": self._board_rows(
                places,
                speeds,
                0,
                [(z.id, z.name, z.color) for z in self.plan_id.zone_ids],
            ),
            "types": self._board_rows(
                places, speeds, 1, self._board_names("ticket.type", places, 1)
            ),
            "channels": self._board_rows(
                places,
                speeds,
                2,
                [
                    (code, label, None)
                    for code, label in self.env["ticket.hold"]
                    ._fields["channel"]
                    ._description_selection(self.env)
                ],
            ),
            "caps": [cap._board_cap(taken) for cap in self.cap_ids],
        }

    @staticmethod
    def _board_sum(places, columns):
        """Places sold or kept for a buyer, by some of zone, type and channel."""
        summed = Counter()
        for key, count in places.items():
            if key[3] == "sold" or (key[3] in ("held", "reserved") and key[2]):
                summed[tuple(key[column] for column in columns)] += count
        return summed

    def _board_names(self, model, places, column):
        ids = {key[column] for key in places if key[column]}
        return [(r.id, r.name, None) for r in self.env[model].browse(ids).sorted()]

    def _board_rows(self, places, speeds, column, names):
        """One row a zone, type or channel: only those with something to tell."""
        rows = defaultdict(Counter)
        for key, count in places.items():
            rows[key[column]][key[3]] += count
        for key, count in speeds.items():
            rows[key[column]]["hour"] += count
        return [
            {
                "id": key,
                "name": name,
                "color": color,
                **{state: rows[key][state] for state in STATES},
                "hour": rows[key]["hour"],
                "total": sum(rows[key][s] for s in STATES if s != "locked"),
            }
            for key, name, color in names
            if key in rows
        ]

    def _board_places(self):
        """{session id: {(zone, type, channel, state): places}}"""
        self.env["ticket.place"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT place.session_id, place.zone_id, place.type_id, hold.channel,
                          CASE WHEN place.state IN ('held', 'reserved') AND %(expired)s
                               THEN 'free' ELSE place.state END, count(*)
                     FROM ticket_place place
                LEFT JOIN ticket_hold hold ON hold.id = place.hold_id
                      AND place.state IN ('held', 'reserved', 'sold')
                    WHERE place.session_id = ANY(%(ids)s)
                 GROUP BY 1, 2, 3, 4, 5""",
                expired=EXPIRED,
                ids=self.ids,
            )
        )
        found = defaultdict(Counter)
        for session_id, zone_id, type_id, channel, state, count in rows:
            if state == "free":  # whoever had it and let it lapse does not matter
                type_id = channel = None
            found[session_id][zone_id, type_id, channel, state] += count
        return found

    def _board_speeds(self):
        """{session id: {(zone, type, channel): tickets of the last hour}}"""
        rows = self.env["ticket.ticket"]._read_group(
            [
                ("session_id", "in", self.ids),
                ("state", "in", ("valid", "used")),
                ("issued_at", ">=", fields.Datetime.now() - timedelta(hours=1)),
            ],
            ["session_id", "zone_id", "type_id", "channel"],
            ["__count"],
        )
        found = defaultdict(dict)
        for session, zone, kind, channel, count in rows:
            found[session.id][zone.id, kind.id, channel] = count
        return found

    def _board_trends(self):
        """{session id: tickets in each of the last steps, the newest last}"""
        self.env["ticket.ticket"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT session_id,
                          floor(extract(epoch FROM %(now)s - issued_at) / %(step)s)::int,
                          count(*)
                     FROM ticket_ticket
                    WHERE session_id = ANY(%(ids)s) AND state IN ('valid', 'used')
                      AND issued_at > %(now)s - make_interval(secs => %(span)s)
                 GROUP BY 1, 2""",
                now=fields.Datetime.now(),
                step=60 * TREND_MINUTES,
                span=60 * TREND_MINUTES * TREND_STEPS,
                ids=self.ids,
            )
        )
        found = defaultdict(lambda: [0] * TREND_STEPS)
        for session_id, step, count in rows:
            if 0 <= step < TREND_STEPS:
                found[session_id][TREND_STEPS - 1 - step] = count
        return found
