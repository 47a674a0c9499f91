import base64

from odoo import api, models, tools
from odoo.tools import SQL

from ..tools import admission, pass_code, scanning

#: How far ahead a pass that is shown too early is told of its session.
AHEAD_DAYS = 2


class TicketGatePass(models.Model):
    """A pass at a gate. Runs without the ORM, as scans of tickets do."""

    _inherit = "ticket.gate.pass"

    @api.model
    def _lock(self, scan, read):
        """Return the locked :class:`scanning.Pass` of a code, or ``None``."""
        condition = self._shown(scan, read)
        if condition is None:
            return None
        kinds = {kind for rule in scan.settings.lane.rules for kind in rule.passes}
        rows = self.env.execute_query_dict(
            SQL(
                """
                SELECT one.id, one.number, one.state, one.holder_name, one.type_id,
                       one.admits, COALESCE(one.admitted, 0) AS admitted,
                       COALESCE(one.outside, 0) AS outside,
                       COALESCE(one.entries, 0) AS entries,
                       COALESCE(one.entries_today, 0) AS today, one.entry_day,
                       one.first_admitted_at, one.last_admitted_at,
                       one.valid_from, one.valid_to, kind.venue_id,
                       member.state AS member_state, member.start AS member_from,
                       member."end" AS member_to, member.tier_id,
                       EXISTS (
                           SELECT FROM ir_attachment
                            WHERE res_model = 'ticket.gate.pass'
                              AND res_field = 'image' AND res_id = one.id
                       ) AS has_photo
                  FROM ticket_gate_pass one
                  JOIN ticket_gate_pass_type kind ON kind.id = one.type_id
             LEFT JOIN ticket_membership member ON member.id = one.membership_id
                 WHERE one.company_id = %(company)s AND %(condition)s
              ORDER BY one.type_id = ANY(%(kinds)s) DESC, one.state = 'valid' DESC,
                       one.id
                 LIMIT 1
                   FOR NO KEY UPDATE OF one
                """,
                company=scan.settings.company,
                condition=condition,
                kinds=list(kinds),
            )
        )
        return self._pass_of(rows[0], scan) if rows else None

    def _shown(self, scan, read):
        """Return which pass the code stands for, as a condition; ``None`` for noise."""
        if read.signed:
            return SQL("one.number = %s", str(read.signed.claims.ticket))
        code = scanning.normalise_code(scan.request.code)
        if pass_code.is_number(code):
            return SQL("one.number = %s", code)
        card = pass_code.card_code(code)
        if not card:
            return None
        company = self.env["res.company"].browse(scan.settings.company)
        member = self.env["res.partner"]._ticket_by_card(card, company)
        return SQL(
            "(one.card_hash = %s OR member.number = %s OR (member.partner_id = %s"
            " AND member.state IN ('active', 'frozen')))",
            pass_code.card_hash(card),
            card,
            member.commercial_partner_id.id or 0,
        )

    def _pass_of(self, row, scan):
        lane, now = scan.settings.lane, scan.request.unix_time()
        session = admission.session_for_pass(
            self._sessions_near(scan.settings, scan.request.scanned_at), lane, now
        )
        facts = self._facts(row, lane.offset, session)
        return scanning.Pass(
            id=None,
            pass_id=row["id"],
            number=row["number"],
            first_admitted_at=row["first_admitted_at"],
            place=None,
            holder=row["holder_name"],
            start=session and scanning.moment(session.start),
            words=self._words(
                row["type_id"],
                row["venue_id"] or scan.settings.venue,
                session and session.id,
                scan.lang,
            ),
            facts=facts,
            has_photo=row["has_photo"],
        )

    @staticmethod
    def _facts(row, offset, session):
        """Return what is decided on. A member's pass is good while the membership is."""
        state, first, last = row["state"], row["valid_from"], row["valid_to"]
        if row["member_state"]:
            ends = (end for end in (last, row["member_to"]) if end)
            first, last = row["member_from"] or first, min(ends, default=None)
            if state == "valid" and row["member_state"] in ("frozen", "cancelled"):
                state = "blocked"
        return admission.TicketFacts(
            state=state,
            session=session and session.id,
            session_state=session and session.state,
            venue=row["venue_id"],
            zone=None,
            type=None,
            start=session and session.start,
            end=session and session.end,
            admits=row["admits"],
            admitted=row["admitted"],
            outside=row["outside"],
            pass_type=row["type_id"],
            tier=row["tier_id"],
            valid_from=scanning.first_second(first, offset),
            valid_to=scanning.last_second(last, offset),
            entries=row["entries"],
            today=row["today"],
            day=row["entry_day"],
            last_in=scanning.unix_or_none(row["last_admitted_at"]),
        )

    def _sessions_near(self, settings, moment):
        """Return the sessions of the lane's venues that a pass may be for now."""
        rules = settings.lane.rules
        rows = self.env.execute_query_dict(
            SQL(
                """
                SELECT id, state, venue_id AS venue, start, "end"
                  FROM ticket_session
                 WHERE venue_id = ANY(%(venues)s) AND company_id = %(company)s
                   AND state != 'draft'
                   AND "end" >= %(now)s - %(after)s * interval '1 minute'
                   AND start <= %(now)s + %(days)s * interval '1 day'
                """,
                venues=[rule.venue for rule in rules],
                company=settings.company,
                now=moment,
                after=max((rule.after for rule in rules), default=0),
                days=AHEAD_DAYS,
            )
        )
        return [
            admission.Session(
                **row
                | {
                    "start": scanning.unix(row["start"]),
                    "end": scanning.unix(row["end"]),
                }
            )
            for row in rows
        ]

    @api.model
    @tools.ormcache("type_id", "venue_id", "session_id", "lang")
    def _words(self, type_id, venue_id, session_id, lang):
        installed = lang if self.env["res.lang"]._get_data(code=lang) else None
        env = self.with_context(lang=installed).sudo().env  # a device is no user
        venue = env["ticket.venue"].browse(venue_id)
        session = env["ticket.session"].browse(session_id or [])
        return scanning.Words(
            show=session.show_id.name or "",
            venue=venue.name,
            type=env["ticket.gate.pass.type"].browse(type_id).name,
            zone=None,
            tz=venue.tz or "UTC",
        )

    @api.model
    def _count(self, pass_id, decision):
        """Write what the decision counted on a pass that is locked."""
        self.env.cr.execute(
            """
            UPDATE ticket_gate_pass
               SET admitted = %(admitted)s, outside = %(outside)s,
                   entries = %(entries)s, entries_today = %(today)s,
                   entry_day = %(day)s, last_admitted_at = %(last_in)s,
                   first_admitted_at = COALESCE(first_admitted_at, %(last_in)s)
             WHERE id = %(id)s
            """,
            {
                "id": pass_id,
                "admitted": decision.admitted,
                "outside": decision.outside,
                "entries": decision.entries,
                "today": decision.today,
                "day": decision.day,
                "last_in": scanning.moment(decision.last_in),
            },
        )

    @api.model
    def _photo(self, number, company_id):
        """Return the bytes of a pass's photo, for a device of its company."""
        found_sudo = self.sudo().search(  # a device is no user
            [("number", "=", number), ("company_id", "=", company_id)]
        )
        return base64.b64decode(found_sudo.image) if found_sudo.image else None
