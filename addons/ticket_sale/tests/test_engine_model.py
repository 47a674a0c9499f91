"""Random lives of ten places, played on the engine and on a model of a few lines."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import tagged

from ..exceptions import HoldExpired, PlacesUnavailable, TicketUsed
from .common import TicketSaleCommon

SEATS = 5
CHANNELS = ("website", "pos", "backoffice")

#: What may happen next; holds most often, since all else needs one.
STEPS = ("hold", "hold", "hold", "issue", "issue", "exchange", "void", "release")
STEPS += ("release_places", "expire", "tidy", "lock", "open")

#: A life: the step, which of the holds or tickets so far, and which seats (a bit each).
steps = st.tuples(
    st.integers(0, len(STEPS) - 1),
    st.integers(0, 7),
    st.integers(1, 2**SEATS - 1),
    st.sampled_from(CHANNELS),
)


class Model:
    """What must be true: each place is free, locked, kept by a hold or sold by one."""

    def __init__(self, allotted):
        self.allotted = set(allotted)  # for the counter only
        self.state = [
            "reserved" if i in self.allotted else "free" for i in range(SEATS)
        ]
        self.owner = [None] * SEATS
        self.expired = set()  # holds whose time is over
        self.active = []

    def may_take(self, seat, channel):
        mine = seat in self.allotted
        over = self.owner[seat] in self.expired and self.state[seat] != "sold"
        if mine:
            kept_for_me = self.owner[seat] is None and self.state[seat] == "reserved"
            return channel == "pos" and (kept_for_me or over)
        return self.state[seat] == "free" or over

    def lost(self, wanted, channel):
        return {seat for seat in wanted if not self.may_take(seat, channel)}

    def give_back(self, seat):
        self.state[seat] = "reserved" if seat in self.allotted else "free"
        self.owner[seat] = None

    def of(self, hold):
        return [
            seat
            for seat in range(SEATS)
            if self.owner[seat] == hold and self.state[seat] in ("held", "reserved")
        ]


@tagged("post_install", "-at_install")
class TestEngineModel(TicketSaleCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.places = cls._places(*[f"1-{number}" for number in range(1, SEATS + 1)])
        cls.allotted = (3, 4)
        allotment = cls.env["ticket.allotment"].create(
            {
                "name": "Counter",
                "session_id": cls.session.id,
                "channel": "pos",
                "return_at": cls.session.start,
                "state": "active",
            }
        )
        cls.env.flush_all()
        for seat in cls.allotted:
            cls.env.cr.execute(
                """UPDATE ticket_place SET state = 'reserved', allotment_id = %s,
                          held_until = %s WHERE id = %s""",
                [allotment.id, allotment.return_at, cls.places[seat].id],
            )
        cls.env.invalidate_all()

    @settings(
        max_examples=50,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(steps, min_size=25, max_size=25))
    def test_engine_does_what_the_model_says(self, life):
        savepoint = self.env.cr.savepoint(flush=True)
        try:
            self.model, self.held, self.tickets = Model(self.allotted), [], []
            for step, number, bits, channel in life:
                wanted = {seat for seat in range(SEATS) if bits & 1 << seat}
                wanted = set(sorted(wanted)[number % 3 :][:2]) or {number % SEATS}
                getattr(self, f"_do_{STEPS[step]}")(number, wanted, channel)
                self._compare(STEPS[step])
        finally:
            self.env.cr.clear()
            savepoint.rollback()
            savepoint.close(rollback=False)
            self.env.invalidate_all()

    def _compare(self, step):
        self.env.invalidate_all()
        self.assertEqual(
            [(place.state, place.hold_id.id or None) for place in self.places],
            [
                (state, owner if state not in ("free", "locked") else None)
                for state, owner in zip(self.model.state, self.model.owner, strict=True)
            ],
            f"after {step}",
        )
        live = self.env["ticket.ticket"].search(
            [("place_id", "in", self.places.ids), ("state", "=", "valid")]
        )
        self.assertEqual(
            sorted(live.place_id.ids),
            [
                p.id
                for p, s in zip(self.places, self.model.state, strict=True)
                if s == "sold"
            ],
        )

    def _pick(self, among, number):
        return among[number % len(among)] if among else None

    def _take(self, channel, wanted, **options):
        """Hold seats as the model expects it; the hold or None."""
        lost = self.model.lost(wanted, channel)
        places = self.places.browse(self.places[seat].id for seat in wanted)
        try:
            held = self.Hold._hold(
                self.session, channel, place_ids=places.ids, **options
            )
        except PlacesUnavailable as error:
            self.assertEqual(
                set(error.details["places"]), {self.places[seat].id for seat in lost}
            )
            return None
        self.assertFalse(lost)
        for seat in wanted:
            self.model.state[seat] = "reserved" if options.get("reserved") else "held"
            self.model.owner[seat] = held.hold_id
        return held

    def _do_hold(self, number, wanted, channel):
        held = self._take(channel, wanted, reserved=not number)
        if held:
            self.held.append(held)

    def _items(self, seats):
        return [
            {
                "place_id": self.places[seat].id,
                "type_id": self.adult.id,
                "price": 380.0,
                "net_amount": 380.0,
                "currency_id": self.session.currency_id.id,
            }
            for seat in seats
        ]

    def _do_issue(self, number, wanted, channel):
        held = self._pick(self.held, number)
        kept = held and self.model.of(held.hold_id)
        if not kept:
            return
        tickets = self.Hold._issue(self.Hold.browse(held.hold_id), self._items(kept))
        self.tickets += list(tickets)
        for seat in kept:
            self.model.state[seat] = "sold"

    def _do_release(self, number, wanted, channel):
        held = self._pick(self.held, number)
        if not held:
            return
        self.Hold._release(held.token)
        for seat in self.model.of(held.hold_id):
            self.model.give_back(seat)

    def _do_release_places(self, number, wanted, channel):
        held = self._pick(self.held, number)
        if not held:
            return
        try:
            self.Hold._release_places(
                held.token, [self.places[seat].id for seat in wanted]
            )
        except HoldExpired:
            return
        for seat in set(self.model.of(held.hold_id)) & wanted:
            self.model.give_back(seat)

    def _do_expire(self, number, wanted, channel):
        held = self._pick(self.held, number)
        if not held or self.Hold.browse(held.hold_id).state != "active":
            return
        self.Hold.browse(held.hold_id).place_ids.filtered(
            lambda place: place.state in ("held", "reserved")
        ).write({"held_until": "2020-01-01 00:00:00"})
        self.Hold.browse(held.hold_id).expires_at = "2020-01-01 00:00:00"
        self.env.flush_all()
        self.model.expired.add(held.hold_id)

    def _do_tidy(self, number, wanted, channel):
        self._run_cron("ticket_sale.ir_cron_expire_holds")
        for hold in self.model.expired:
            for seat in self.model.of(hold):
                self.model.give_back(seat)

    def _do_void(self, number, wanted, channel):
        ticket = self._pick(self.tickets, number)
        if not ticket or ticket.state != "valid":
            return
        ticket._void("refunded", "asked for")
        self.model.give_back(list(self.places).index(ticket.place_id))

    def _do_exchange(self, number, wanted, channel):
        """New seats are taken before the old one is given back."""
        ticket = self._pick(self.tickets, number)
        if not ticket or ticket.state != "valid":
            return
        held = self._take("pos", wanted)
        if not held:
            return
        self.held.append(held)
        tickets = self.Hold._issue(self.Hold.browse(held.hold_id), self._items(wanted))
        ticket._void("exchanged", "other seats")
        self.tickets += list(tickets)
        self.model.give_back(list(self.places).index(ticket.place_id))
        for seat in wanted:
            self.model.state[seat] = "sold"

    def _do_lock(self, number, wanted, channel):
        seat = number % SEATS
        if self.model.state[seat] == "free":
            self.places[seat].action_lock("camera")
            self.model.state[seat] = "locked"

    def _do_open(self, number, wanted, channel):
        seat = number % SEATS
        if self.model.state[seat] == "locked":
            self.places[seat].action_open()
            self.model.state[seat] = "free"

    def test_used_ticket_stays_sold(self):
        ticket = self._sell("2-1").ticket_ids
        ticket.sudo().write({"state": "used", "admitted": 1})
        with self.assertRaises(TicketUsed):
            ticket._void("refunded", "asked for")
        self.assertEqual(self._places("2-1").state, "sold")
