from hashlib import sha256

from odoo import api, models
from odoo.tools import SQL

from ..tools import admission, pass_code, wording
from .ticket_gate_package_tickets import changed_since

#: What a device or a hub is told of a pass besides number, holder and cards.
COLUMNS = (
    "pass_types",
    "states",
    "venues",
    "tiers",
    "first_days",
    "last_days",
    "admits",
    "admitted",
    "outside",
    "entries",
    "today",
    "day",
    "last_in",
)


class TicketGatePass(models.Model):
    """What lanes and hubs need to let passes in while we do not answer.

    No name is told whole and no card as its chip says it. ID numbers are not told at
    all: whoever has their hashes and the key, as a hub would, finds each by trying.
    """

    _inherit = "ticket.gate.pass"

    @api.model
    def _package(self, settings):
        """Return the passes that a lane's rules are about, as the decision wants them."""
        rows = self._rows_for(self._wanted([settings]))
        return [self._packed(row, settings.lane.offset) for row in rows]

    @api.model
    def _columns(self, lanes, since=None):
        """Return the passes that the rules of ``lanes`` are about, or those changed.

        Those that are cancelled are told too: a signed code of a pass that was not told
        is of one sold since.

        :param lanes: list of ``LaneSettings``, of one company
        :param str since: a cursor that was given before, for the same rules
        """
        wanted = self._wanted(lanes)
        known, _dot, rules = (since or "").rpartition(".")
        same = sha256(repr(wanted).encode()).hexdigest()[:12]
        gates = self.env["ticket.gate"]
        cursor, now, changed = gates._cursor(known if rules == same else None)
        rows = self._rows_for(wanted, changed)
        facts = [self._column_facts(row) for row in rows]
        return {
            "cursor": f"{cursor}.{same}",
            "server_time": now,
            "full": changed is None,
            "numbers": [row["number"] for row in rows],
            **{name: [one[at] for one in facts] for at, name in enumerate(COLUMNS)},
            "holders": [wording.mask_name(row["holder_name"]) for row in rows],
            "cards": [self._cards(row) for row in rows],
        }

    @staticmethod
    def _wanted(lanes):
        """Return (company, venues, types of pass or ``None`` for all) of the rules."""
        rules = [
            rule
            for one in lanes
            for rule in one.lane.rules
            if rule.who == admission.PASSES
        ]
        if not rules:
            return None
        kinds = {kind for rule in rules for kind in rule.passes}
        named = all(rule.passes for rule in rules)
        return (
            lanes[0].company,
            sorted({rule.venue for rule in rules}),
            sorted(kinds) if named else None,
        )

    def _rows_for(self, wanted, changed=None):
        if wanted is None:
            return []
        company, venues, kinds = wanted
        conditions = [
            SQL("one.company_id = %s", company),
            SQL("(kind.venue_id IS NULL OR kind.venue_id = ANY(%s))", venues),
        ]
        if kinds is not None:
            conditions.append(SQL("one.type_id = ANY(%s)", kinds))
        if changed is not None:
            # a member's pass changes with the membership, and all with their type
            conditions.append(self._news(changed))
        return self.env.execute_query_dict(
            SQL(
                """
                SELECT one.number, one.state, one.holder_name, one.type_id, one.admits,
                       COALESCE(one.admitted, 0) AS admitted,
                       COALESCE(one.outside, 0) AS outside,
                       COALESCE(one.entries, 0) AS entries,
                       COALESCE(one.entries_today, 0) AS today, one.entry_day,
                       one.last_admitted_at, one.valid_from, one.valid_to,
                       one.card_hash, kind.venue_id, member.number AS member_number,
                       member.state AS member_state, member.start AS member_from,
                       member."end" AS member_to, member.tier_id,
                       %s AS member_cards
                  FROM ticket_gate_pass one
                  JOIN ticket_gate_pass_type kind ON kind.id = one.type_id
             LEFT JOIN ticket_membership member ON member.id = one.membership_id
                 WHERE %s
              ORDER BY one.number
                """,
                self._member_cards(SQL("array_agg(card.code)"), SQL("card.is_good")),
                SQL(" AND ").join(conditions),
            )
        )

    def _news(self, changed):
        """Return the condition that something told of a pass has changed: also the
        membership, the type, and the cards in the member's hand."""
        names = ("one", "member", "kind")
        news = [changed_since(name, changed) for name in names]
        card = changed_since("card", changed, "written")
        news.append(self._member_cards(SQL("count(*) > 0"), card))
        return SQL("(%s)", SQL(" OR ").join(news))

    def _member_cards(self, told, condition):
        """Return ``told`` of the cards in the hand of a running member, as SQL."""
        cards = self.env["res.partner"]._ticket_cards()
        if not cards:
            return SQL("NULL")
        return SQL(
            """(SELECT %s FROM (%s) card
                  JOIN res_partner holder ON holder.id = card.partner_id
                 WHERE holder.commercial_partner_id = member.partner_id
                   AND card.company_id = one.company_id
                   AND member.state IN ('active', 'frozen') AND %s)""",
            told,
            cards,
            condition,
        )

    def _packed(self, row, offset):
        facts = self._facts(row, offset, None).to_json()
        about_session = ("session", "session_state", "start", "end", "zone", "type")
        told = {name: facts[name] for name in facts if name not in about_session}
        return told | {
            "number": row["number"],
            "holder": wording.mask_name(row["holder_name"]),
            "cards": self._cards(row),
        }

    def _column_facts(self, row):
        # with no offset the first second of a day tells the day
        facts = self._facts(row, 0, None)
        first, last = facts.valid_from, facts.valid_to
        return (
            facts.pass_type,
            facts.state,
            facts.venue,
            facts.tier,
            None if first is None else first // admission.DAY,
            None if last is None else last // admission.DAY,
            facts.admits,
            facts.admitted,
            facts.outside,
            facts.entries,
            facts.today,
            facts.day,
            facts.last_in,
        )

    @staticmethod
    def _cards(row):
        """Return the hashes of the cards that open for this pass."""
        cards = [row["card_hash"]] if row["card_hash"] else []
        codes = [row["member_number"], *(row["member_cards"] or ())]
        return cards + [pass_code.card_hash(code) for code in codes if code]
