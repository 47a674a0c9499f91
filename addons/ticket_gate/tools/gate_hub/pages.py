"""What the hub tells a lane: how things stand, and what it needs if we are gone too."""

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from .. import admission, wording
from .book import Device, unix
from .columns import PASSES, RARE
from .hub import Hub
from .tickets import Pass

#: A pass is of the session that is on when it is shown.
_OF_SESSION = {"session", "session_state", "start", "end", "zone", "type"}


class Pages:
    def __init__(self, hub: Hub):
        self._hub, self._book = hub, hub.book
        self._run = uuid.uuid4().hex[:12]  # cursors of another run mean nothing

    def status(self, device: Device, lang: str) -> dict:
        """The answer to a heartbeat."""
        place = self._book.lane_of(device)
        now = self._hub.clock.moment()
        before = max((rule.before for rule in place.lane.rules), default=0)
        after = max((rule.after for rule in place.lane.rules), default=0)
        admitted, refused = self._hub.counters.get(device.gate, (0, 0))
        return {
            "server_time": _iso(now),
            "device": {"id": device.id, "name": device.name},
            "gate": self._gate(device),
            "counters": {"admitted": admitted, "refused": refused},
            "sessions": [
                self._session(session, lang) | self._totals(session)
                for session in self._sessions(place)
                if session.start - timedelta(minutes=before) <= now
                and now <= session.end + timedelta(minutes=after)
            ],
            "commands": self._hub.link.commands.of(device.id),
            "hub": {"alone": not self._hub.link.is_up},
        }

    def package(self, device: Device, lang: str) -> dict:
        """What the device needs to tell a good ticket when the hub is away as well."""
        place, package = self._book.lane_of(device), self._book.package
        sessions = self._sessions(place)
        here = {session.id for session in sessions}
        tickets = [one for one in self._book.tickets.values() if one.session in here]
        passes = self._passes_at(place)
        rotations = {one["id"]: one["rotation"] for one in package["sessions"]}
        lane = place.lane.to_json()
        return {
            "server_time": _iso(self._hub.clock.moment()),
            "device": {"id": device.id, "name": device.name},
            "gate": self._gate(device) | {"session": place.lane.session},
            "keys": package["keys"],
            "lane": lane,
            "rules": lane["rules"],
            "sessions": [
                self._session(one, lang) | {"rotation": rotations[one.id]}
                for one in sessions
            ],
            "revocations": sorted(
                one.number for one in tickets if one.state not in {"valid", "used"}
            ),
            "used": {
                one.number: [one.admitted, one.outside]
                for one in tickets
                if one.state == "used" and one.admitted
            },
            "types": self._book.words(lang).get("types", {}),
            "passes": [_packed(one, lane["offset"]) for one in passes],
            "pass_types": self._pass_types(place, lang),
            "lang": lang.replace("_", "-"),
            "messages": package["messages"].get(lang)
            or next(iter(package["messages"].values())),
        }

    def tickets(self, device: Device, session: int, since: str) -> dict | None:
        """Return the session's tickets, those that changed ``since`` if that is known;
        ``None`` when the lane has no such session."""
        place = self._book.lane_of(device)
        if session not in {one.id for one in self._sessions(place)}:
            return None
        least, told = self._since(since)
        found = [
            one
            for one in self._book.tickets.values()
            if one.session == session and one.revision > least
        ]
        return told | {
            "session": session,
            "numbers": [one.number for one in found],
            "states": [one.state for one in found],
            "types": [one.type for one in found],
            "zones": [one.zone for one in found],
            "places": [one.place for one in found],
            "admits": [one.admits for one in found],
            "admitted": [one.admitted for one in found],
            "outside": [one.outside for one in found],
            "holders": [one.holder for one in found],
            "print": [bool(one.printed) for one in found],
            **{
                column: [getattr(one, name) for one in found]
                for column, name in RARE.items()
            },
        }

    def passes(self, device: Device, since: str) -> dict:
        """Return the passes that the lane's rules are about, or those that changed."""
        least, told = self._since(since)
        passes = self._passes_at(self._book.lane_of(device))
        found = [one for one in passes if one.revision > least]
        columns = {
            column: [getattr(one, name) for one in found]
            for column, name in PASSES.items()
        }
        return told | {"numbers": [one.number for one in found]} | columns

    def _since(self, cursor: str) -> tuple[int, dict]:
        """Return the revision that is known there, and what is told with the rest."""
        run, _, revision = cursor.partition(".")
        full = run != self._run or not revision.isdigit()
        return -1 if full else int(revision), {
            "server_time": _iso(self._hub.clock.moment()),
            "cursor": f"{self._run}.{self._book.revision}",
            "full": full,
        }

    def _passes_at(self, place) -> list:
        rules = [rule for rule in place.lane.rules if rule.who == admission.PASSES]
        return [
            one
            for one in self._book.tickets.values()
            if isinstance(one, Pass)
            and any(
                one.venue in (None, rule.venue)
                and (not rule.passes or one.pass_type in rule.passes)
                for rule in rules
            )
        ]

    def _pass_types(self, place, lang: str) -> dict:
        """Return the names of the types of pass that are good at the lane's venues."""
        names = self._book.words(lang).get("passes", {})
        here = {None, *(rule.venue for rule in place.lane.rules)}
        return {
            kind: name
            for kind, name in names.items()
            if self._book.venue_of_type(kind) in here
        }

    def _sessions(self, place) -> list:
        venues = {rule.venue for rule in place.lane.rules}
        only = place.lane.session
        return [
            session
            for session in self._book.sessions.values()
            if session.venue in venues and only in (None, session.id)
        ]

    def _gate(self, device: Device) -> dict:
        place = self._book.lane_of(device)
        state = self._hub.state(device.id)
        return {
            "id": place.id,
            "name": place.name,
            "group": place.group,
            "open": place.lane.is_open and state != "closed",
            "state": state,
            "passage_seconds": place.passage_seconds,
        }

    def _session(self, session, lang: str) -> dict:
        local = datetime.fromtimestamp(unix(session.start), ZoneInfo(session.tz))
        name = session.names.get(lang) or next(iter(session.names.values()), "")
        return {
            "id": session.id,
            "name": f"{name} · {wording.day_and_time(local, lang)}",
            "state": session.state,
            "venue": session.venue,
            "start": _iso(session.start),
            "end": _iso(session.end),
            "tz": session.tz,
        }

    def _totals(self, session) -> dict:
        sold, admitted, inside = self._book.totals.get(session.id, (0, 0, 0))
        return {"sold": sold, "admitted": admitted, "inside": inside}


def _packed(one: Pass, offset: int) -> dict:
    """A pass as the scanner app has it in its package."""
    facts = one.facts_at(None, admission.Lane((), offset=offset), "ok").to_json()
    told = {name: facts[name] for name in facts if name not in _OF_SESSION}
    return told | {
        "number": one.number,
        "holder": one.holder,
        "cards": list(one.cards),
    }


def _iso(moment: datetime) -> str:
    return f"{moment.isoformat(timespec='seconds')}Z"
