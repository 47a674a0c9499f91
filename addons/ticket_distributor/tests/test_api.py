import time
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ticket_sale.exceptions import Busy

from .common import ROOT, ApiCase


@tagged("post_install", "-at_install")
class TestApiLife(ApiCase):
    """From the list of sessions to the refund, as DESIGN.md tells it."""

    def test_sessions(self):
        hidden = self._create_session(state="draft")

        answer = self.assertAnswer(self.call("GET", "/sessions"), 200)

        [session] = [s for s in answer["sessions"] if s["id"] == self.session.id]
        self.assertEqual(
            {key: session[key] for key in ("show", "venue", "state", "currency")},
            {
                "show": "Swan Lake",
                "venue": "Grand Theatre",
                "state": "on_sale",
                "currency": "USD",
            },
        )
        self.assertEqual(session["start"], f"{self.session.start.isoformat()}Z")
        self.assertNotIn(hidden.id, [s["id"] for s in answer["sessions"]])

    def test_sessions_updated_since_tells_also_of_cancelled_ones(self):
        self.session.state = "cancelled"
        self.env.flush_all()

        past = self.call("GET", "/sessions?updated_since=2020-01-01T00:00:00Z")
        future = self.call("GET", "/sessions?updated_since=2100-01-01")

        states = {s["id"]: s["state"] for s in past.json()["sessions"]}
        self.assertEqual(states[self.session.id], "cancelled")
        self.assertEqual(future.json(), {"sessions": []})

    def test_places_with_net_prices_states_and_areas(self):
        self._hold_places("1-2")
        self._places("1-3").action_lock()
        self.env.flush_all()

        answer = self.assertAnswer(
            self.call("GET", f"/sessions/{self.session.id}/places"), 200
        )

        places = {(p["row"], p["seat"]): p for p in answer["places"]}
        self.assertEqual(len(places), 40)
        self.assertEqual(
            places["1", "1"],
            {
                "id": self._places("1-1").id,
                "section": "Stalls",
                "row": "1",
                "seat": "1",
                "zone": "A",
                "state": "free",
                "prices": {"adult": "323.00", "child": "161.50"},
            },
        )
        self.assertEqual(places["1", "2"]["state"], "held")
        self.assertEqual(places["1", "3"]["state"], "locked")
        self.assertEqual(
            answer["areas"],
            [
                {
                    "id": self.floor.id,
                    "name": "Floor",
                    "zone": "F",
                    "left": 30,
                    "prices": {"adult": "102.00"},
                }
            ],
        )

    def test_whole_life(self):
        place = self._places("1-1")

        locked = self.call("POST", "/orders", self.order("1-1", reference="A-1"))
        order = self.assertAnswer(locked, 201)["order"]
        self.assertEqual(
            order["tickets"],
            [
                {
                    "place": place.id,
                    "seat": place.display_name,
                    "type": "adult",
                    "price": "323.00",
                }
            ],
        )
        self.assertEqual(
            (order["reference"], order["state"], order["amount"], order["currency"]),
            ("A-1", "locked", "323.00", "USD"),
        )
        self.assertWalletIs(balance="1000.00", reserved="323.00", available="677.00")

        path = f"/orders/{order['id']}"
        confirmed = self.assertAnswer(self.call("POST", f"{path}/confirm"), 200)
        [ticket] = confirmed["order"]["tickets"]
        self.assertRegex(ticket["number"], r"^\d{16}$")
        self.assertTrue(ticket["token"].startswith("T1"))
        self.assertEqual(ticket["state"], "valid")
        self.assertEqual(self.call("GET", path).json(), confirmed)
        self.assertWalletIs(balance="677.00", reserved="0.00", available="677.00")

        refund = self.call("POST", f"{path}/refund", {"tickets": [ticket["number"]]})
        [ticket] = self.assertAnswer(refund, 200)["order"]["tickets"]
        self.assertEqual((ticket["state"], ticket["token"]), ("refunded", None))
        self.assertEqual(refund.json()["order"]["state"], "refunded")
        self.assertWalletIs(balance="1000.00", reserved="0.00", available="1000.00")

    def assertWalletIs(self, **amounts):
        answer = self.assertAnswer(self.call("GET", "/wallet"), 200)
        self.assertEqual(answer, {"credit_limit": "0.00", "currency": "USD", **amounts})

    def test_best_places_and_cancel(self):
        best = {"type": "adult", "count": 2, "zone": "A"}
        body = self.order(best=best)
        del body["lines"]

        order = self.assertAnswer(self.call("POST", "/orders", body), 201)["order"]
        cancelled = self.call("POST", f"/orders/{order['id']}/cancel", {})

        self.assertEqual(len(order["tickets"]), 2)
        self.assertEqual(cancelled.json()["order"]["state"], "cancelled")
        self.assertWalletIs(balance="1000.00", reserved="0.00", available="1000.00")

    def test_statement(self):
        booking = self._confirmed("1-1", reference="S1")

        answer = self.assertAnswer(self.call("GET", "/statement"), 200)

        self.assertEqual((answer["opening"], answer["closing"]), ("0.00", "677.00"))
        self.assertEqual(
            [(line["kind"], line["amount"]) for line in answer["lines"]],
            [
                ("topup", "1000.00"),
                ("reserve", "-323.00"),
                ("unreserve", "323.00"),
                ("charge", "-323.00"),
            ],
        )
        last = answer["lines"][-1]
        self.assertEqual((last["order"], last["reference"]), (booking.id, "S1"))

    def test_statement_of_another_time_has_opening_balance_only(self):
        answer = self.call("GET", "/statement?from=2100-01-01&to=2100-01-31").json()

        self.assertEqual(answer["lines"], [])
        self.assertEqual((answer["opening"], answer["closing"]), ("1000.00", "1000.00"))
        self.assertEqual(answer["to"], "2100-02-01T00:00:00Z")


@tagged("post_install", "-at_install")
class TestApiSignature(ApiCase):
    def test_wrong_secret(self):
        response = self.call("GET", "/wallet", secret="guess")
        self.assertRefused(response, 401, "bad_signature")

    def test_unknown_key(self):
        response = self.call("GET", "/wallet", headers={"X-Ticket-Key": "tkd_x"})
        self.assertRefused(response, 401, "bad_signature")

    def test_nothing_signed(self):
        response = self.url_open(f"{ROOT}/wallet")
        self.assertRefused(response, 401, "bad_signature")

    def test_body_method_path_and_query_are_signed(self):
        body = self.order("1-1")
        for change in (
            {"body": b"{}"},
            {"method": "GET"},
            {"path": f"{ROOT}/orders/1"},
            {"path": f"{ROOT}/orders?x=1"},
            {"timestamp": "1"},
        ):
            with self.subTest(change):
                response = self.call("POST", "/orders", body, **change)
                self.assertRefused(response, 401, "bad_signature")
        self.assertFalse(self.distributor.booking_ids)

    def test_query_is_signed_as_sent(self):
        path = "/statement?from=2026-01-01&to=2026-12-31&x=%E7%A5%A8%20a+b"
        self.assertAnswer(self.call("GET", path), 200)

    def test_old_and_future_timestamps(self):
        for offset in (-310, 310):
            with self.subTest(offset):
                response = self.call("GET", "/wallet", at=time.time() + offset)
                details = self.assertRefused(response, 401, "stale_timestamp")
                self.assertAlmostEqual(details["server_time"], time.time(), delta=60)
        self.assertAnswer(self.call("GET", "/wallet", at=time.time() - 290), 200)

    def test_signature_of_odd_letters_is_just_wrong(self):
        for odd in ("é" * 64, "0" * 63, ""):
            with self.subTest(odd):
                headers = {"X-Ticket-Signature": odd.encode()}
                response = self.call("GET", "/wallet", headers=headers)
                self.assertRefused(response, 401, "bad_signature")

    def test_revoked_key_and_rotation(self):
        old, secret = self.key, self.secret
        self.key, self.secret = self.env["ticket.distributor.key"]._generate(
            self.distributor
        )
        both = [self.call("GET", "/wallet")]
        both.append(
            self.call("GET", "/wallet", headers={"X-Ticket-Key": old}, secret=secret)
        )
        self.assertEqual([r.status_code for r in both], [200, 200])

        self.distributor.key_ids.filtered(lambda k: k.key == old).action_revoke()
        self.env.flush_all()

        refused = self.call(
            "GET", "/wallet", headers={"X-Ticket-Key": old}, secret=secret
        )
        self.assertRefused(refused, 401, "bad_signature")

    def test_body_may_come_without_its_content_type(self):
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        response = self.call("POST", "/orders", self.order("1-1"), headers=headers)
        self.assertAnswer(response, 201)


@tagged("post_install", "-at_install")
class TestApiIdempotency(ApiCase):
    def test_same_key_same_body_gives_the_same_answer(self):
        body = self.order("1-1")
        first = self.call("POST", "/orders", body, headers={"Idempotency-Key": "x"})
        again = self.call("POST", "/orders", body, headers={"Idempotency-Key": "x"})

        self.assertEqual((again.status_code, again.json()), (201, first.json()))
        self.assertEqual(len(self.distributor.booking_ids), 1)
        self.assertWallet(1000, reserved=323)

    def test_same_key_other_body_is_refused(self):
        headers = {"Idempotency-Key": "x"}
        self.call("POST", "/orders", self.order("1-1"), headers=headers)

        response = self.call("POST", "/orders", self.order("1-2"), headers=headers)

        self.assertRefused(response, 409, "idempotency_conflict")
        self.assertEqual(self._places("1-2").state, "free")

    def test_same_key_other_path_is_refused(self):
        first, second = self._lock("1-1"), self._lock("1-2")
        headers = {"Idempotency-Key": "x"}
        self.call("POST", f"/orders/{first.id}/confirm", headers=headers)

        response = self.call("POST", f"/orders/{second.id}/confirm", headers=headers)

        self.assertRefused(response, 409, "idempotency_conflict")

    def test_refusal_is_an_answer_too(self):
        body = self.order("1-1", "1-2", "1-3", "1-4")
        headers = {"Idempotency-Key": "x"}
        first = self.call("POST", "/orders", body, headers=headers)
        self.distributor._wallet_topup(1000, self.bank)

        again = self.call("POST", "/orders", body, headers=headers)
        fresh = self.call("POST", "/orders", body)

        self.assertRefused(first, 402, "wallet_insufficient")
        self.assertEqual((again.status_code, again.json()), (402, first.json()))
        self.assertAnswer(fresh, 201)

    def test_keys_of_two_distributors_do_not_meet(self):
        other = self._create_distributor(credit_limit=1000)
        headers = {"Idempotency-Key": "x"}
        self.call("POST", "/orders", self.order("1-1"), headers=headers)
        self.key, self.secret = self.env["ticket.distributor.key"]._generate(other)

        response = self.call("POST", "/orders", self.order("1-2"), headers=headers)

        self.assertAnswer(response, 201)
        self.assertWallet(0, reserved=380, distributor=other)

    def test_every_write_needs_a_key(self):
        booking = self._lock("1-1")
        for path in (
            "/orders",
            f"/orders/{booking.id}/confirm",
            f"/orders/{booking.id}/cancel",
            f"/orders/{booking.id}/refund",
        ):
            for key in ("", "k" * 129):
                with self.subTest(path=path, key=key):
                    headers = {"Idempotency-Key": key}
                    response = self.call("POST", path, {}, headers=headers)
                    self.assertRefused(response, 400, "idempotency_key_missing")

    def test_being_busy_is_not_kept(self):
        body = self.order("1-1")
        headers = {"Idempotency-Key": "x"}
        with patch.object(
            self.registry["ticket.booking"], "_lock", side_effect=Busy("later")
        ):
            busy = self.call("POST", "/orders", body, headers=headers)
        again = self.call("POST", "/orders", body, headers=headers)

        self.assertRefused(busy, 503, "busy")
        self.assertEqual(busy.headers["Retry-After"], "1")
        self.assertAnswer(again, 201)


@tagged("post_install", "-at_install")
class TestApiRefusals(ApiCase):
    def lock(self, **values):
        return self.call("POST", "/orders", self.order("1-1") | values)

    def test_wallet_too_low_is_refused_and_nothing_is_held(self):
        keys = ("1-1", "1-2", "1-3", "1-4")

        response = self.call("POST", "/orders", self.order(*keys))

        details = self.assertRefused(response, 402, "wallet_insufficient")
        self.assertEqual(
            details, {"available": "1000.00", "needed": "1292.00", "currency": "USD"}
        )
        self.env.invalidate_all()
        self.assertEqual(set(self._places(*keys).mapped("state")), {"free"})
        self.assertFalse(self.Hold.search([("partner_id", "=", self.agency.id)]))
        self.assertWallet(1000)

    def test_places_gone_are_named(self):
        self._hold_places("1-2")

        response = self.call("POST", "/orders", self.order("1-1", "1-2"))

        details = self.assertRefused(response, 409, "places_unavailable")
        self.assertEqual(details["places"], self._places("1-2").ids)

    def test_area_that_is_full(self):
        area = {"type": "adult", "area": self.floor.id, "count": 31}
        self.distributor._wallet_topup(9000, self.bank)
        response = self.lock(lines=[area])
        self.assertRefused(response, 409, "places_unavailable")

    def test_places_of_another_session_are_not_sold(self):
        other = self._create_session_on_sale(
            start=self.session.start.replace(year=2040)
        )
        stranger = self._places("1-1", session=other)

        response = self.lock(lines=[{"type": "adult", "place": stranger.id}])

        self.assertRefused(response, 409, "places_unavailable")
        self.assertEqual(stranger.state, "free")

    def test_unknown_things(self):
        for change in (
            {"session": 2**31 - 1},
            {"lines": [{"type": "adult", "area": self.stalls.id, "count": 1}]},
        ):
            with self.subTest(change):
                self.assertRefused(self.lock(**change), 404, "not_found")
        body = self.order(best={"type": "adult", "count": 1, "zone": "Z"})
        del body["lines"]
        self.assertRefused(self.call("POST", "/orders", body), 404, "not_found")
        for path in ("/orders/999999", "/orders/x", "/orders/-1", "/orders/%D9%A3"):
            with self.subTest(path):
                self.assertRefused(self.call("GET", path), 404, "not_found")
        self.assertRefused(self.call("GET", "/sessions/0/places"), 404, "not_found")

    def test_orders_of_another_distributor_do_not_exist(self):
        other = self._create_distributor(credit_limit=1000)
        booking = self._lock("1-1", distributor=other)
        path = f"/orders/{booking.id}"

        answers = [self.call("GET", path)]
        answers += [
            self.call("POST", f"{path}/{verb}", {})
            for verb in ("confirm", "cancel", "refund")
        ]

        for answer in answers:
            self.assertRefused(answer, 404, "not_found")
        self.assertEqual(booking.state, "locked")

    def test_type_the_contract_does_not_sell(self):
        details = self.assertRefused(
            self.lock(lines=[{"type": "vip", "place": self._places("1-1").id}]),
            403,
            "type_not_allowed",
        )
        self.assertIn("adult", details["allowed"])

    def test_type_without_price_in_the_zone(self):
        area = {"type": "child", "area": self.floor.id, "count": 1}
        self.assertRefused(self.lock(lines=[area]), 409, "price_missing")

    def test_reference_used_before(self):
        booking = self._lock("1-2", reference="A1")
        details = self.assertRefused(self.lock(reference="A1"), 409, "reference_used")
        self.assertEqual(details, {"order": booking.id})

    def test_session_not_on_sale(self):
        self.session.state = "paused"
        self.env.flush_all()
        self.assertRefused(self.lock(), 409, "sale_closed")

    def test_suspended_contract(self):
        self.distributor.action_suspend()
        self.env.flush_all()
        self.assertRefused(self.lock(), 403, "contract_inactive")
        self.assertAnswer(self.call("GET", "/wallet"), 200)

    def test_more_tickets_than_agreed(self):
        self.distributor.max_tickets = 1
        self.env.flush_all()
        response = self.call("POST", "/orders", self.order("1-1", "1-2"))
        self.assertRefused(response, 400, "too_many_tickets")

    def test_steps_out_of_order(self):
        booking = self._lock("1-1")
        booking._cancel()
        path = f"/orders/{booking.id}"

        for verb in ("confirm", "refund"):
            details = self.assertRefused(
                self.call("POST", f"{path}/{verb}", {}), 409, "order_state"
            )
            self.assertEqual(details, {"state": "cancelled"})

    def test_refund_of_used_and_foreign_tickets(self):
        booking = self._confirmed("1-1")
        path = f"/orders/{booking.id}/refund"
        self.assertRefused(
            self.call("POST", path, {"tickets": ["1"]}), 404, "not_found"
        )
        booking.ticket_ids.sudo().write({"state": "used", "admitted": 1})
        self.env.flush_all()

        details = self.assertRefused(self.call("POST", path, {}), 409, "ticket_used")

        self.assertEqual(details["tickets"], booking.ticket_ids.mapped("number"))

    def test_bodies_that_cannot_be_understood(self):
        for body, field in (
            ([], ""),
            ({"reference": "x"}, "lines"),
            (self.order("1-1", session="1"), "session"),
            (self.order("1-1", price=1), "price"),
            (self.order("1-1", reference=""), "reference"),
        ):
            with self.subTest(body):
                response = self.call("POST", "/orders", body)
                details = self.assertRefused(response, 400, "bad_request")
                self.assertEqual(details, {"field": field})

    def test_dates_that_cannot_be_understood(self):
        for path in ("/statement?from=soon", "/sessions?updated_since=13-13-13"):
            with self.subTest(path):
                self.assertRefused(self.call("GET", path), 400, "bad_request")

    def test_refusal_of_the_books_is_told_as_json_and_not_kept(self):
        booking = self._lock("1-1")
        path = f"/orders/{booking.id}/confirm"
        headers = {"Idempotency-Key": "x"}
        with patch.object(
            self.registry["ticket.distributor"],
            "_wallet_entry",
            side_effect=UserError("period locked"),
        ):
            refused = self.call("POST", path, headers=headers)
        again = self.call("POST", path, headers=headers)

        self.assertRefused(refused, 409, "refused")
        self.assertAnswer(again, 200)

    @mute_logger("odoo.addons.ticket_distributor.controllers.api")
    def test_our_own_mistake_is_told_as_json(self):
        with patch.object(
            self.registry["ticket.distributor"], "_api_wallet", side_effect=KeyError
        ):
            response = self.call("GET", "/wallet")
        self.assertRefused(response, 500, "internal_error")

    def test_body_too_large(self):
        response = self.call("POST", "/orders", {"x": "y" * (1024 * 1024)})
        self.assertRefused(response, 400, "bad_request")
