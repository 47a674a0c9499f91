from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.ticket_sale.tools.time_charge import minutes_between
from odoo.addons.ticket_sale.transaction import short_transaction

from .. import reasons
from ..tools import admission, fare, lane_state, scanning
from ..tools import outcome as scan_outcome
from .ticket_scan import LOCK_TIMEOUT_MS, ScanRepeated

CARD_PROGRAMS = ("ewallet", "gift_card")


class TicketFareTrip(models.Model):
    """One way from an entry to an exit, paid with a stored-value card.

    What is taken off the card stands here, in the card's own history, and in the books
    (``move_id``), each cent once.
    """

    _name = "ticket.fare.trip"
    _description = "Trip"
    _rec_name = "card_id"
    _order = "id desc"
    _check_company_auto = True

    card_id = fields.Many2one(
        "loyalty.card", required=True, readonly=True, ondelete="restrict", index=True
    )
    fare_id = fields.Many2one(
        "ticket.fare", required=True, readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict"
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    state = fields.Selection(
        [
            (fare.OPEN, "Inside"),
            (fare.CLOSED, "Left"),
            (fare.LOST, "Without Exit"),
            (fare.STRAY, "Without Entry"),
        ],
        required=True,
        readonly=True,
        index=True,
    )
    day = fields.Date(
        required=True, readonly=True, help="The day it was paid on, at the venue."
    )
    entry_gate_id = fields.Many2one("ticket.gate", readonly=True, ondelete="restrict")
    entered_at = fields.Datetime(readonly=True)
    exit_gate_id = fields.Many2one("ticket.gate", readonly=True, ondelete="restrict")
    left_at = fields.Datetime(readonly=True)
    minutes = fields.Integer(string="Minutes Inside", readonly=True)
    amount = fields.Monetary(readonly=True)
    given_back = fields.Monetary(readonly=True)
    given_back_reason = fields.Char(readonly=True)
    to_book = fields.Monetary(
        readonly=True, help="Taken off the card and not in the books yet."
    )
    move_ids = fields.Many2many("account.move", string="Entries", readonly=True)

    _open_uniq = models.UniqueIndex(
        "(card_id) WHERE state = 'open'", "A card is inside once."
    )
    _day_idx = models.Index("(card_id, day)")
    _to_book_idx = models.Index("(company_id) WHERE to_book <> 0")

    # --- the scan ----------------------------------------------------------------

    @api.model
    def _scan(self, scan):
        """Answer a card at a lane with a fare; as ``ticket.scan._scan`` does tickets.

        :param scanning.Scan scan: who asks what
        :return: the answer of the API
        :raise Busy: another gate holds this card for too long
        """
        root = self.env(user=SUPERUSER_ID)  # the device is no user
        try:
            with short_transaction(root, lock_timeout_ms=LOCK_TIMEOUT_MS) as env:
                return env["ticket.fare.trip"]._answer(scan)
        except ScanRepeated:
            with short_transaction(root) as env:
                return env["ticket.scan"]._repeat(scan)

    def _answer(self, scan):
        lane = self.env["ticket.gate"].browse(scan.settings.id)
        card = self._find_card(scan.request.code, lane.company_id)
        outcome = self._outcome(scan, card, lane)
        answer = self._words(scan, card, outcome, lane)
        decision = admission.Decision(outcome.admit, outcome.reason, 0, 0)
        result = scan_outcome.of_request(decision, 1)
        self.env["ticket.scan"]._write_scan(scan, None, result, answer)
        return answer

    def _outcome(self, scan, card, lane):
        """What the card comes to as the lane stands now: nobody pays at a lane that is
        free, and whoever flees does not pay for it later."""
        state, direction = scan.settings.state, scan.request.direction
        if state == lane_state.EMERGENCY and direction == admission.IN:
            return fare.Outcome(False, "emergency")
        if state in (lane_state.FREE, lane_state.EMERGENCY):
            if direction == admission.OUT:
                self._end_unpaid(card, lane, scan.request.scanned_at)
            return fare.Outcome(True, "free")
        if not scan.settings.lane.is_open:
            return fare.Outcome(False, "gate_closed")
        if not card:
            return fare.Outcome(False, "fare_unknown")
        return self._move(card, lane, scan.request)

    def _end_unpaid(self, card, lane, now):
        """The card's open trip ends here and costs nothing."""
        trip = self.search([("card_id", "in", card.ids), ("state", "=", fare.OPEN)])
        outcome = fare.Outcome(True, "free", 0, fare.CLOSED)
        for one in trip:
            self._write_trip(outcome, one, card, lane, now, admission.OUT)

    @api.model
    def _find_card(self, code, company):
        """The locked stored-value card of a code, or of the member whose card it is."""
        normal = scanning.normalise_code(code)[: scanning.LONGEST_CODE]
        member = self.env["res.partner"]._ticket_by_card(code, company)
        self.env.cr.execute(
            SQL(
                """
                SELECT card.id
                  FROM loyalty_card card
                  JOIN loyalty_program program ON program.id = card.program_id
                 WHERE card.active AND program.program_type = ANY(%(programs)s)
                   AND COALESCE(card.company_id, %(company)s) = %(company)s
                   AND (card.expiration_date IS NULL
                        OR card.expiration_date >= CURRENT_DATE)
                   AND (upper(replace(card.code, '-', '')) = %(code)s
                        OR (card.partner_id = %(member)s
                            AND program.program_type = 'ewallet'))
              ORDER BY card.id LIMIT 1
                   FOR NO KEY UPDATE OF card
                """,
                programs=list(CARD_PROGRAMS),
                company=company.id,
                code=normal,
                member=member.id or None,
            )
        )
        found = self.env.cr.fetchone()
        card = self.env["loyalty.card"].browse(found and found[0])
        return card.filtered(
            lambda one: one.program_id.currency_id == company.currency_id
        )

    def _move(self, card, lane, request):
        """Decide, and write what becomes of the card's trip.

        :return: the ``fare.Outcome``
        """
        last = self.search([("card_id", "=", card.id)], limit=1)
        trip = last.filtered(lambda one: one.state == fare.OPEN)
        table = trip.fare_id or lane.fare_id
        now = request.scanned_at
        entered = scanning.unix(trip.entered_at) if trip else None
        shared = {
            "balance": table._units(card.points),
            "spent": table._units(self._spent(card, self._day(lane, now))),
            "entered": entered,
            "now": request.unix_time(),
        }
        if request.direction == admission.IN:
            outcome = fare.enter(table._terms(), **shared)
        else:
            outcome = fare.leave(
                table._terms(),
                trip._price_to(lane, now) if trip else 0,
                left=scanning.unix(last.left_at) if last.left_at else None,
                **shared,
            )
        self._write_trip(outcome, trip, card, lane, now, request.direction)
        return outcome

    def _write_trip(self, outcome, trip, card, lane, now, direction):
        amount = (trip.fare_id or lane.fare_id)._money(outcome.amount)
        values = {
            "state": outcome.trip,
            "day": self._day(lane, now),
            "amount": amount,
            "to_book": amount,
        }
        if direction == admission.OUT:
            values |= {"exit_gate_id": lane.id, "left_at": now}
        if trip and outcome.trip:
            if direction == admission.OUT:
                values["minutes"] = minutes_between(trip.entered_at, now)
            trip.write(values)
            trip.flush_recordset()  # a card is inside once: out before in
        elif outcome.trip:
            trip = self.create(self._new(card, lane) | values)
        if outcome.admit and direction == admission.IN:
            self.create(
                self._new(card, lane)
                | {
                    "state": fare.OPEN,
                    "day": self._day(lane, now),
                    "entry_gate_id": lane.id,
                    "entered_at": now,
                }
            )
        if amount:
            trip._take(amount)

    def _new(self, card, lane):
        return {
            "card_id": card.id,
            "fare_id": lane.fare_id.id,
            "company_id": lane.company_id.id,
        }

    def _price_to(self, lane, now):
        """What this trip costs that ends at ``lane`` now, in the smallest unit."""
        self.ensure_one()
        return self.fare_id._price(
            minutes_between(self.entered_at, now),
            self.entry_gate_id.fare_zone_id,
            lane.fare_zone_id,
        )

    @api.model
    def _day(self, lane, moment):
        tz = ZoneInfo(lane.venue_id.tz or "UTC")
        return moment.replace(tzinfo=UTC).astimezone(tz).date()

    @api.model
    def _spent(self, card, day):
        [[amount, back]] = self._read_group(
            [("card_id", "=", card.id), ("day", "=", day)],
            [],
            ["amount:sum", "given_back:sum"],
        )
        return (amount or 0.0) - (back or 0.0)

    def _take(self, amount):
        """Take ``amount`` off the card, or put it back when it is negative. The card's
        row is locked by the caller."""
        self.ensure_one()
        card = self.card_id.with_context(tracking_disable=True)
        card.points = self.currency_id.round(card.points - amount)
        self.env["loyalty.history"].create(
            {
                "card_id": card.id,
                "description": self.env._("Trip: %(way)s", way=self._way()),
                "used": max(amount, 0.0),
                "issued": max(-amount, 0.0),
                "order_model": self._name,
                "order_id": self.id,
            }
        )

    def _way(self):
        names = [gate.name for gate in (self.entry_gate_id, self.exit_gate_id) if gate]
        return " → ".join(names)

    def _words(self, scan, card, outcome, lane):
        """The answer: what was taken and what is left, never whose card it is."""
        currency = lane.company_id.currency_id
        digits = currency.decimal_places
        charged = lane.fare_id._money(outcome.amount)
        told = {"charged": currency.format(charged), "balance": ""}
        summary = None
        if card:
            told["balance"] = currency.format(card.points)
            summary = {
                "card": card.code[-4:],
                "charged": f"{charged:.{digits}f}",
                "balance": f"{card.points:.{digits}f}",
                "currency": currency.name,
            }
        if outcome.reason == "fare_low":
            told["least"] = currency.format(lane.fare_id.least_balance)
        return {
            "scan_id": scan.request.scan_id,
            "result": "admit" if outcome.admit else "refuse",
            "reason": outcome.reason,
            "message": reasons.message(outcome.reason, scan.lang, **told),
            "ticket": None,
            "fare": summary,
        }

    # --- people ------------------------------------------------------------------

    def _give_back(self, reason):
        """Put what these trips cost back on the cards: a reader was wrong, a gate shut.

        :raise UserError: there is nothing to give back
        """
        for trip in self:
            trip.lock_for_update()
            trip.card_id.lock_for_update(allow_referencing=True)
            rest = trip.amount - trip.given_back
            if trip.currency_id.is_zero(rest):
                raise UserError(self.env._("There is nothing to give back."))
            trip.write(
                {
                    "given_back": trip.amount,
                    "given_back_reason": reason,
                    "to_book": trip.to_book - rest,
                }
            )
            trip._take(-rest)

    # --- by the clock --------------------------------------------------------------

    @api.model
    def _cron_close_lost(self):
        """Who has stayed too long has left without being seen."""
        now = fields.Datetime.now()
        tables = self.env["ticket.fare"].with_context(active_test=False)
        for table in tables.search([("longest_minutes", ">", 0)]):
            late = now - timedelta(minutes=table.longest_minutes)
            trips = self.search(
                [
                    ("fare_id", "=", table.id),
                    ("state", "=", fare.OPEN),
                    ("entered_at", "<", late),
                ]
            )
            for trip in trips:
                if trip.card_id.try_lock_for_update(allow_referencing=True):
                    trip._lose(now)  # else it is at a gate this moment
                self.env["ir.cron"]._commit_progress(1)

    def _lose(self, now):
        lane = self.entry_gate_id
        table = self.fare_id
        spent = table._units(self._spent(self.card_id, self._day(lane, now)))
        terms = table._terms()
        lost = fare.Outcome(
            False, "fare_lost", terms.capped(terms.lost_price, spent), fare.LOST
        )
        self._write_trip(lost, self, self.card_id, lane, now, admission.IN)
