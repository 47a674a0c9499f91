from odoo import SUPERUSER_ID, api, fields, models, tools

from odoo.addons.ticket_sale.tools import rotating_code
from odoo.addons.ticket_sale.tools import token as ticket_token
from odoo.addons.ticket_sale.transaction import short_transaction

from .. import reasons
from ..tools import admission, lane_state, outcome, scanning, wording

LOCK_TIMEOUT_MS = 2000

_INSERT = """
    INSERT INTO ticket_scan (
        device_id, scan_id, gate_id, company_id, ticket_id, pass_id, session_id, zone_id,
        type_id, number, place, code_hash, direction, count, result, reason,
        answer, scanned_at, received_at, passed, is_offline, decided, hub_id
    ) VALUES (
        %(device)s, %(scan_id)s, %(gate)s, %(company)s, %(ticket)s, %(pass)s, %(session)s,
        %(zone)s, %(type)s, %(number)s, %(place)s, %(code_hash)s, %(direction)s,
        %(count)s, %(result)s, %(reason)s, %(answer)s, %(scanned_at)s, %(received_at)s,
        %(passed)s, %(is_offline)s, %(decided)s, %(hub)s
    ) ON CONFLICT (device_id, scan_id) DO NOTHING RETURNING id
"""
_INSERT_WITH_COUNTS = f"""
    WITH passed AS (
        UPDATE ticket_ticket
           SET admitted = %(admitted)s, outside = %(outside)s, state = 'used',
               entries = %(entries)s, entries_today = %(today)s, entry_day = %(day)s,
               last_admitted_at = %(last_in)s,
               first_admitted_at = COALESCE(first_admitted_at, %(scanned_at)s)
         WHERE id = %(ticket)s
    ) {_INSERT}
"""


class ScanRepeated(Exception):
    """This device has sent this scan before."""


class TicketScan(models.Model):
    """One answer of a gate. Rows are added by scans and never changed: people are
    counted here, and the same scan sent twice finds its answer here."""

    _name = "ticket.scan"
    _description = "Scan"
    _order = "id desc"
    _log_access = False

    device_id = fields.Many2one(
        "ticket.gate.device", required=True, readonly=True, ondelete="restrict"
    )
    scan_id = fields.Char(string="Scan Number", required=True, readonly=True)
    gate_id = fields.Many2one(
        "ticket.gate", string="Lane", required=True, readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict"
    )
    ticket_id = fields.Many2one(
        "ticket.ticket", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    session_id = fields.Many2one("ticket.session", readonly=True, ondelete="restrict")
    zone_id = fields.Many2one("ticket.zone", readonly=True, ondelete="restrict")
    type_id = fields.Many2one(
        "ticket.type", string="Ticket Type", readonly=True, ondelete="restrict"
    )
    number = fields.Char(string="Ticket Number", readonly=True)
    place = fields.Char(readonly=True)
    code_hash = fields.Char(
        readonly=True,
        help="SHA-256 of what was scanned. The code is not kept: it opens gates.",
    )
    direction = fields.Selection(
        [("in", "In"), ("out", "Out")], required=True, readonly=True
    )
    count = fields.Integer(string="Persons", required=True, readonly=True)
    result = fields.Selection(
        [("admit", "Admitted"), ("refuse", "Refused"), ("release", "Given Back")],
        required=True,
        readonly=True,
    )
    reason = fields.Selection(reasons.LABELS, required=True, readonly=True)
    answer = fields.Text(
        readonly=True, help="JSON: what the device was told, word for word."
    )
    scanned_at = fields.Datetime(
        required=True, readonly=True, help="By the clock of the device."
    )
    received_at = fields.Datetime(required=True, readonly=True)

    _scan_once = models.UniqueIndex(
        "(device_id, scan_id)", "A device sends each scan under a number of its own."
    )
    _session_idx = models.Index("(session_id, result) WHERE session_id IS NOT NULL")
    _gate_idx = models.Index("(gate_id, received_at)")

    @api.depends("number", "reason")
    def _compute_display_name(self):
        answers = dict(self._fields["reason"]._description_selection(self.env))
        for scan in self:
            scan.display_name = scan.number or answers.get(scan.reason)

    @api.model
    def _scan(self, device, request, lang, hub=None):
        """Answer a scan, once and for all.

        :param DeviceIdentity device: who scans, already authenticated
        :param ScanRequest request: what was scanned
        :param str lang: the language of the message
        :param int hub: the hub that sends it for the device
        :return: the answer as the API gives it
        :raise Busy: another gate holds this ticket's row for too long
        """
        settings = self.env["ticket.gate"]._settings(device.gate)
        scan = scanning.Scan(device.id, settings, request, lang, hub)
        if request.is_from_the_future():
            read = scanning.ReadCode(problem="wrong_clock")
        else:
            read = self._read_code(request.code, settings.company)
        if settings.fare and read.problem == "malformed":
            return self.env["ticket.fare.trip"]._scan(scan)  # no ticket, perhaps a card
        root = self.env(user=SUPERUSER_ID)  # the device is no user, a cursor wants one
        try:
            with short_transaction(root, lock_timeout_ms=LOCK_TIMEOUT_MS) as env:
                return env["ticket.scan"]._answer(scan, read)
        except ScanRepeated:
            with short_transaction(root) as env:  # sees what the first one wrote
                return env["ticket.scan"]._repeat(scan, read)

    @api.model
    def _read_code(self, code, company_id):
        """Return the :class:`ReadCode` of what was scanned or typed.

        A token is proven by its signature, without the database; a number is looked up.
        """
        code = scanning.normalise_code(code)
        if not code:
            return scanning.ReadCode(problem="empty")
        if ticket_token.is_number(code):
            return scanning.ReadCode(code)
        company = self.env["res.company"].browse(company_id)
        keys = self.env["ticket.signing.key"]._public_keys(company)
        try:
            signed = rotating_code.read(code, keys)
        except ticket_token.Malformed:
            return scanning.ReadCode(problem="malformed")
        except ticket_token.UnknownKey:
            return scanning.ReadCode(problem="old_key")
        except ticket_token.Forged:
            return scanning.ReadCode(problem="forged")
        return scanning.ReadCode(f"{signed.claims.ticket:016d}", signed=signed)

    def _answer(self, scan, read):
        """Decide, write the scan and the ticket's new counts, return the answer.

        Runs in the short transaction: the ticket's row is locked until the answer is
        written, so two lanes that read one ticket at once answer one after the other.
        """
        ticket = self._find_ticket(scan, read)
        decision = self._decide(scan, read, ticket)
        if ticket and not decision.admit:
            ticket, decision = self._look_again(scan, read, ticket, decision)
        result = self._outcome(scan, ticket, decision)
        decision = result.decision
        answer = {
            "scan_id": scan.request.scan_id,
            "result": "admit" if decision.admit else "refuse",
            "reason": decision.reason,
            "message": self._message(scan, ticket, decision),
            "ticket": ticket.summary(scan.lang, decision.admitted) if ticket else None,
        }
        first = (
            result.is_conflict
            and ticket
            and self._first_entry(ticket.id, ticket.pass_id)
        )
        if scan.request.is_offline:
            answer["conflict"] = self._told_conflict(result, first)
        is_reserved = scan.request.two_phase and result.counted
        if is_reserved:
            answer |= self._told_passage(scan)
        scan_row = self._write_scan(scan, ticket, result, answer)
        if result.is_conflict:
            self._note_conflict(scan_row, first)
        if is_reserved:
            self._reserve(scan_row, scan, ticket, decision)
        return answer

    def _find_ticket(self, scan, read):
        """Return the locked ticket of the code, or ``None``."""
        ticket = self._lock_ticket(scan, read) if read.number else None
        if not ticket and read.signed:
            company_id = scan.settings.company
            if self.env["ticket.ticket"]._come_forward(read.number, company_id):
                ticket = self._lock_ticket(scan, read)
        return ticket

    def _decide(self, scan, read, ticket):
        """Return what the lane says of the code, in the state that it is in."""
        request, settings = scan.request, scan.settings
        if not ticket:
            decision = admission.Decision(False, read.problem or "unknown", 0, 0)
            return lane_state.settle(settings.state, request.direction, decision)
        facts = ticket.facts
        decision = admission.decide(
            facts,
            settings.lane,
            request.direction,
            request.count,
            request.unix_time(),
        )
        return lane_state.settle(
            settings.state,
            request.direction,
            decision,
            facts.admitted,
            facts.outside,
        )

    def _outcome(self, scan, ticket, decision):
        request = scan.request
        if not request.is_offline:
            return outcome.of_request(decision, request.count)
        return outcome.of_report(
            decision,
            ticket and ticket.facts,
            request.direction,
            request.count,
            request.decided,
            reasons.refusal(request.decided_reason),
            day=admission.local_day(request.unix_time(), scan.settings.lane.offset),
            now=request.unix_time(),
        )

    def _message(self, scan, ticket, decision):
        """Return the sentence that the person at the gate reads."""
        reason, lang = decision.reason, scan.lang
        if not ticket:
            return reasons.message(reason, lang)
        params = dict(decision.params)
        if reason == "ok" and ticket.facts.admits > 1:
            params = {"admitted": decision.admitted, "admits": ticket.facts.admits}
            return reasons.message("ok_partly", lang, **params)
        if reason == "already_used":
            return self._already_used(scan, ticket)
        params |= self._spoken_times(ticket, params, lang)
        if reason in reasons.ABOUT_SESSION:
            params["session"] = ticket.session_label(lang)
        if reason == "wrong_venue":
            params["venue"] = ticket.words.venue
        if reason in {"wrong_gate", "pass_not_here"}:
            words = ticket.words
            params |= {"zone": words.zone or ticket.place, "type": words.type}
        return reasons.message(reason, lang, **params)

    def _spoken_times(self, ticket, params, lang):
        """Return the moments among ``params`` in the words and the time of the venue."""
        spoken = {}
        for name in ("opens", "closed", "again"):
            if name in params:
                there = ticket.local(scanning.moment(params[name]))
                spoken[name] = wording.day_and_time(there, lang)
        for name in ("first", "last"):
            if name in params:
                spoken[name] = wording.clock(params[name])
        return spoken

    def _already_used(self, scan, ticket):
        """Tell when and where the first person came in: staff are asked just that."""
        first = self._first_entry(ticket.id, ticket.pass_id)
        time = first["scanned_at"] if first else ticket.first_admitted_at
        gate = first and first["gate"]
        if not time:
            return reasons.message("already_used_before", scan.lang)
        now = ticket.local(scan.request.received_at)
        time = wording.time_of_day(ticket.local(time), now, scan.lang)
        if not gate:
            return reasons.message("already_used_then", scan.lang, time=time)
        return reasons.message("already_used", scan.lang, time=time, gate=gate)

    def _lock_ticket(self, scan, read):
        """Return the locked :class:`Ticket` of the code, or ``None``.

        What is decided on comes from the database, what is only said from memory: a
        join of all names would cost more to plan than the whole scan.
        """
        self.env.cr.execute(
            """
            SELECT ticket.id, ticket.number, ticket.state, ticket.admits,
                   ticket.admitted, ticket.outside, ticket.first_admitted_at,
                   ticket.entries, ticket.entries_today, ticket.entry_day,
                   ticket.last_admitted_at,
                   ticket.seat_label, ticket.zone_id, ticket.type_id, ticket.show_id,
                   ticket.print_count,
                   COALESCE(ticket.holder_name, (
                       SELECT name FROM res_partner WHERE id = ticket.partner_id
                   )) AS holder,
                   session.id AS session_id, session.state AS session_state,
                   session.venue_id, session.start, session."end"
              FROM ticket_ticket ticket
              JOIN ticket_session session ON session.id = ticket.session_id
             WHERE ticket.number = %s AND ticket.company_id = %s
               FOR NO KEY UPDATE OF ticket
            """,
            [read.number, scan.settings.company],
        )
        found = self.env.cr.dictfetchall()
        return self._ticket_of(found[0], scan, read) if found else None

    def _judge(self, row, scan, read):
        """Tell whether the code is good enough for the ticket's session, and now.

        Dates in the token play no part: a session that was put off admits the tickets
        sold before. A typed number is as good as the paper it stands on.
        """
        rotation = self.env["ticket.session"]._rotation(row["session_id"])
        if read.signed:
            return rotating_code.judge(read.signed, rotation, scan.request.unix_time())
        is_on_paper = rotation and row["print_count"] and "paper" in rotation.fixed
        if rotation is None or is_on_paper:
            return rotating_code.OK
        return rotating_code.LIVE_NEEDED

    def _ticket_of(self, row, scan, read):
        return scanning.Ticket(
            id=row["id"],
            number=row["number"],
            first_admitted_at=row["first_admitted_at"],
            place=self._seat_words(row["venue_id"], scan.lang).retell(
                row["seat_label"]
            ),
            holder=row["holder"],
            start=row["start"],
            words=self._words(
                row["show_id"],
                row["venue_id"],
                row["type_id"],
                row["zone_id"],
                scan.lang,
            ),
            facts=admission.TicketFacts(
                state=row["state"],
                session=row["session_id"],
                session_state=row["session_state"],
                venue=row["venue_id"],
                zone=row["zone_id"],
                type=row["type_id"],
                start=scanning.unix(row["start"]),
                end=scanning.unix(row["end"]),
                admits=row["admits"],
                admitted=row["admitted"] or 0,
                outside=row["outside"] or 0,
                code=self._judge(row, scan, read),
                entries=row["entries"] or 0,
                today=row["entries_today"] or 0,
                day=row["entry_day"],
                last_in=scanning.unix_or_none(row["last_admitted_at"]),
            ),
        )

    @api.model
    @tools.ormcache("show_id", "venue_id", "type_id", "zone_id", "lang")
    def _words(self, show_id, venue_id, type_id, zone_id, lang):
        """Return the :class:`Words` of a ticket, from memory until a name changes."""
        # A language that is not installed has no names of its own.
        installed = lang if self.env["res.lang"]._get_data(code=lang) else None
        env = self.with_context(lang=installed).sudo().env
        venue = env["ticket.venue"].browse(venue_id)
        return scanning.Words(
            show=env["ticket.show"].browse(show_id).name,
            venue=venue.name,
            type=env["ticket.type"].browse(type_id)._gate_label(),
            zone=env["ticket.zone"].browse(zone_id).name or None,
            tz=venue.tz or "UTC",
        )

    def _write_scan(self, scan, ticket, result, answer):
        """Insert the scan, and with it the ticket's counts when somebody passed.

        :return: the id of the row
        :raise ScanRepeated: nothing may be kept of this transaction
        """
        values = scan.row(ticket, answer, result.passed) | {
            "admitted": result.decision.admitted,
            "outside": result.decision.outside,
            "entries": result.decision.entries,
            "today": result.decision.today,
            "day": result.decision.day,
            "last_in": scanning.moment(result.decision.last_in),
        }
        self.env.cr.execute(_INSERT_WITH_COUNTS if result.counted else _INSERT, values)
        inserted = self.env.cr.fetchone()
        if not inserted:
            raise ScanRepeated(scan.request.scan_id)
        return inserted[0]
