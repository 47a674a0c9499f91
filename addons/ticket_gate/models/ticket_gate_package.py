from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.ticket_sale.tools import rotating_code

from .. import reasons
from ..tools import wording
from ..tools.scanning import iso as _iso

#: How far ahead a device may decide on its own, and how long it remembers.
PACKAGE_AHEAD = timedelta(hours=48)
PACKAGE_BACK = timedelta(hours=24)


class TicketGate(models.Model):
    """What a lane tells its devices: how things stand, and what they need offline."""

    _inherit = "ticket.gate"

    @api.model
    def _status(self, device, lang):
        """Return how the lane stands: shown by the scanner, read by turnstiles."""
        settings = self._settings(device.gate)
        now = fields.Datetime.now()
        before = max((rule.before for rule in settings.lane.rules), default=0)
        after = max((rule.after for rule in settings.lane.rules), default=0)
        sessions = self._sessions_of(
            settings,
            now - timedelta(minutes=after),
            now + timedelta(minutes=before),
            lang,
        )
        counts = self._admission_counts([session.id for session in sessions])
        return {
            "server_time": _iso(now),
            "device": {"id": device.id, "name": device.name},
            "gate": _gate(settings),
            "counters": self._lane_counters(settings, now),
            "sessions": [
                _session(session, lang) | counts.get(session.id, dict(_NOBODY))
                for session in sessions
            ],
            "commands": self.env["ticket.gate.command"]._waiting(
                self.env["ticket.gate.device"]._speaks_for(device), now
            ),
        }

    @api.model
    def _package(self, device, lang):
        """Return what a device needs to tell a good ticket without the network."""
        settings = self._settings(device.gate)
        now = fields.Datetime.now()
        sessions = self._sessions_of(
            settings, now - PACKAGE_BACK, now + PACKAGE_AHEAD, lang
        )
        company = self.env["res.company"].browse(settings.company)
        keys = self.env["ticket.signing.key"]._public_keys(company)
        return {
            "server_time": _iso(now),
            "device": {"id": device.id, "name": device.name},
            "gate": _gate(settings) | {"session": settings.lane.session},
            "keys": {str(number): key.hex() for number, key in sorted(keys.items())},
            "rules": [rule.to_json() for rule in settings.lane.rules],
            "sessions": [
                _session(session, lang) | {"rotation": _rotation(session)}
                for session in sessions
            ],
            "revocations": self._revocations(sessions.ids),
            "used": self._used(sessions.ids),
            "types": self._type_labels(settings, lang),
            "lang": lang.replace("_", "-"),
            "messages": {
                wording: reasons.message(wording, lang) for wording in reasons.MESSAGES
            },
        }

    def _sessions_of(self, settings, ended_after, started_before, lang):
        """Return the sessions at the lane's venues, by start."""
        venues = {rule.venue for rule in settings.lane.rules}
        domain = fields.Domain(
            [
                ("venue_id", "in", list(venues)),
                ("company_id", "=", settings.company),
                ("end", ">=", ended_after),
                ("start", "<=", started_before),
                ("state", "!=", "draft"),
            ]
        )
        if settings.lane.session:
            domain &= fields.Domain("id", "=", settings.lane.session)
        # A language that is not installed has no names of its own.
        installed = lang if self.env["res.lang"]._get_data(code=lang) else None
        sessions_sudo = self.env["ticket.session"].sudo()  # a device is no user
        return sessions_sudo.with_context(lang=installed).search(domain)

    def _type_labels(self, settings, lang):
        """Return {type id: name, class and proof} of what is sold here."""
        installed = lang if self.env["res.lang"]._get_data(code=lang) else None
        types_sudo = self.env["ticket.type"].sudo()  # a device is no user
        found_sudo = types_sudo.with_context(lang=installed).search(
            [("company_id", "in", (False, settings.company))]
        )
        return {str(one.id): one._gate_label() for one in found_sudo}

    def _admission_counts(self, session_ids):
        """Return {session id: how many were sold, came in, are inside} in one query."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT session_id, SUM(admits), SUM(COALESCE(admitted, 0)),
                       SUM(COALESCE(admitted, 0) - COALESCE(outside, 0))
                  FROM ticket_ticket
                 WHERE session_id = ANY(%s) AND state IN ('valid', 'used')
              GROUP BY session_id
                """,
                session_ids,
            )
        )
        return {
            session: {"sold": sold, "admitted": admitted, "inside": inside}
            for session, sold, admitted, inside in rows
        }

    def _lane_counters(self, settings, now):
        """Return the lane's scans since midnight at the venue."""
        here = now.replace(tzinfo=UTC).astimezone(ZoneInfo(settings.tz))
        midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
        [[admitted, refused]] = self.env.execute_query(
            SQL(
                """
                SELECT COALESCE(SUM(passed) FILTER (WHERE direction = 'in'), 0),
                       COUNT(*) FILTER (WHERE result = 'refuse')
                  FROM ticket_scan
                 WHERE gate_id = %s AND received_at >= %s
                """,
                settings.id,
                midnight.astimezone(UTC).replace(tzinfo=None),
            )
        )
        return {"admitted": admitted, "refused": refused}

    def _revocations(self, session_ids):
        """Return the numbers of tickets that look good and are void."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT number FROM ticket_ticket
                 WHERE session_id = ANY(%s) AND state NOT IN ('valid', 'used')
              ORDER BY number
                """,
                session_ids,
            )
        )
        return [number for (number,) in rows]

    def _used(self, session_ids):
        """Return {ticket number: how many came in, how many of them went out}."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT number, admitted, COALESCE(outside, 0) FROM ticket_ticket
                 WHERE session_id = ANY(%s) AND state = 'used' AND admitted > 0
              ORDER BY number
                """,
                session_ids,
            )
        )
        return {number: [admitted, outside] for number, admitted, outside in rows}


_NOBODY = {"sold": 0, "admitted": 0, "inside": 0}


def _gate(settings):
    return {
        "id": settings.id,
        "name": settings.name,
        "group": settings.group,
        "open": settings.lane.is_open,
        "fare": bool(settings.fare),
        "direction": settings.lane.direction,
        "offset": settings.lane.offset,
        "state": settings.state,
        "passage_seconds": settings.passage_seconds,
    }


def _session(session, lang):
    start = session.start.replace(tzinfo=UTC).astimezone(ZoneInfo(session.tz or "UTC"))
    return {
        "id": session.id,
        "name": f"{session.show_id.name} · {wording.day_and_time(start, lang)}",
        "state": session.state,
        "venue": session.venue_id.id,
        "start": _iso(session.start),
        "end": _iso(session.end),
        "tz": session.tz or "UTC",
    }


def _rotation(session):
    """The session's secrets, for a device that has proven itself, to decide alone."""
    rotation = session._rotation(session.id)
    return rotation and {
        "secrets": [secret.hex() for secret in rotation.secrets],
        "fixed": sorted(rotation.fixed),
        "step_seconds": rotating_code.STEP_SECONDS,
        "tolerance": rotating_code.TOLERANCE,
    }
