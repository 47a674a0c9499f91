import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import SQL

from ..tools import admission, scanning
from .common import TicketGateCommon

VECTORS = Path(__file__).parents[3] / "tests" / "vectors" / "admission.json"
#: What no row of a ticket says: passes have a table of their own.
NOT_OF_A_TICKET = {"pass_type", "tier", "accompanies", "valid_from", "valid_to"}
COUNTS = ("admitted", "outside", "entries", "today", "day", "last_in")


@tagged("post_install", "-at_install")
class TestVectors(TicketGateCommon):
    """The vectors that Python and JavaScript are held to, through the database: what is
    locked and read is what is decided on, and what was decided is what is written."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.vectors = json.loads(VECTORS.read_text())
        cls.ticket = cls._create_ticket("1-1")
        cls.identity = cls.env["ticket.gate.device"]._identify(cls.token)
        elsewhere = cls.env["ticket.venue"].create({"name": "Elsewhere"})
        cls.env.flush_all()
        #: numbers of the vectors that stand for records of ours
        cls.ids = {
            "venue": {10: cls.venue.id, 11: elsewhere.id},
            "session": {1: cls.session.id},
            "type": {30: cls.adult.id},
            "zone": {20: cls.zone_a.id},
        }

    def test_every_case_of_a_ticket(self):
        cases = [
            case
            for case in self.vectors["cases"]
            if not NOT_OF_A_TICKET & case.get("ticket", {}).keys()
        ]
        self.assertGreater(len(cases), 50)
        for case in cases:
            with self.subTest(case=case["name"]):
                self._check(case)

    def _check(self, case):
        facts = self._facts(case)
        self._write(facts)
        answer = self._ask(case, facts)
        expect = case["expect"]
        self.assertEqual(
            (answer["result"], answer["reason"]),
            ("admit" if expect["admit"] else "refuse", expect["reason"]),
        )
        counts = self._read()
        for name, told in expect.items():
            if name in COUNTS:
                self.assertEqual(counts[name], told, name)
        if not expect["admit"]:
            self.assertEqual(counts, {name: getattr(facts, name) for name in COUNTS})

    def _ours(self, kind, number):
        return self.ids[kind].get(number, number)

    def _facts(self, case):
        facts = admission.TicketFacts(**self.vectors["ticket"] | case.get("ticket", {}))
        return replace(
            facts, **{kind: self._ours(kind, getattr(facts, kind)) for kind in self.ids}
        )

    def _lane(self, case):
        rule = admission.Rule.from_json(self.vectors["rule"])
        rules = [replace(rule, **one) for one in case.get("rules", [{}])]
        lane = admission.Lane(rules=(), **case.get("lane", {}))
        return replace(
            lane,
            session=self._ours("session", lane.session),
            rules=tuple(
                replace(
                    rule,
                    venue=self._ours("venue", rule.venue),
                    types=frozenset(self._ours("type", one) for one in rule.types),
                    zones=frozenset(self._ours("zone", one) for one in rule.zones),
                )
                for rule in rules
            ),
        )

    def _write(self, facts):
        self.env.cr.execute(
            SQL(
                """
                UPDATE ticket_session SET state = %s, venue_id = %s, start = %s,
                       "end" = %s WHERE id = %s
                """,
                facts.session_state,
                facts.venue,
                scanning.moment(facts.start),
                scanning.moment(facts.end),
                self.session.id,
            )
        )
        self.env.cr.execute(
            SQL(
                """
                UPDATE ticket_ticket
                   SET state = %s, zone_id = %s, type_id = %s, admits = %s,
                       admitted = %s, outside = %s, entries = %s, entries_today = %s,
                       entry_day = %s, last_admitted_at = %s, session_id = %s
                 WHERE id = %s
                """,
                facts.state,
                facts.zone,
                facts.type,
                facts.admits,
                facts.admitted,
                facts.outside,
                facts.entries,
                facts.today,
                facts.day,
                scanning.moment(facts.last_in),
                facts.session,
                self.ticket.id,
            )
        )
        self.env.invalidate_all()

    def _ask(self, case, facts):
        """Scan as :meth:`_scan` does, at the lane and the moment of the case."""
        gates = type(self.env["ticket.gate"])
        settings = self.env["ticket.gate"]._settings(self.gate.id)
        settings = replace(settings, lane=self._lane(case))
        now = datetime.fromtimestamp(case.get("now", 100_000), UTC).replace(tzinfo=None)
        scans = type(self.env["ticket.scan"])
        with (
            patch.object(gates, "_settings", lambda _self, _id: settings),
            patch.object(scans, "_judge", lambda *_args: facts.code),
        ):
            return self._scan(
                self.ticket.number,
                now=now,
                direction=case.get("direction", "in"),
                count=case.get("count", 1),
            )

    def _read(self):
        [row] = self.env.execute_query(
            SQL(
                """
                SELECT admitted, outside, entries, entries_today, entry_day,
                       last_admitted_at
                  FROM ticket_ticket WHERE id = %s
                """,
                self.ticket.id,
            )
        )
        counts = dict(zip(COUNTS, row, strict=True))
        return counts | {"last_in": scanning.unix_or_none(counts["last_in"])}
