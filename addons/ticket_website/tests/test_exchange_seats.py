import json

from lxml import html

from odoo.tests import tagged

from odoo.addons.ticket_sale.exceptions import ExchangeRefused

from .test_exchange import WebsiteExchangeCommon


@tagged("post_install", "-at_install")
class TestExchangeSeats(WebsiteExchangeCommon):
    """The new seats are chosen on the map."""

    def setUp(self):
        super().setUp()
        self.tickets = self.mine.ticket_ids.sorted("id")

    def _seats(self, *keys):
        places = [self._places(key, session=self.later) for key in keys]
        return [place.seat_id.id for place in places]

    def _keep(self, order, seats, session=None, **values):
        return self.make_jsonrpc_request(
            self._url(order, "/keep"),
            {"session_id": (session or self.later).id, "seats": seats, **values},
        )

    def _seat_of(self, *keys):
        return dict(zip(self.tickets.ids, self._seats(*keys), strict=True))

    def test_each_ticket_gets_the_seat_chosen_for_it(self):
        self._as_customer()
        seat_of = self._seat_of("4-8", "4-7")
        answer = self._keep(self.mine, seat_of)
        asked = self.Request.search([("order_id", "=", self.mine.id)])
        self.assertIn(f"/exchange/{asked.id}", answer["redirect"])
        self.assertEqual(set(asked.place_ids.mapped("state")), {"held"})
        asked._do(asked._quote().due)
        self.assertEqual(
            {t.id: t.replaced_by_ids.place_id.seat_id.id for t in self.tickets},
            seat_of,
        )

    def test_taken_seat_is_told_and_the_tickets_stay(self):
        self._as_customer()
        taken = self._places("4-7", session=self.later)
        self.env.flush_all()
        self.Hold._hold(self.later, "website", place_ids=taken.ids)
        answer = self._keep(self.mine, self._seat_of("4-8", "4-7"))
        self.assertEqual(answer["error"]["code"], "places_unavailable")
        self.assertEqual(self.tickets.mapped("state"), ["valid"] * 2)

    def test_one_seat_for_two_tickets_is_refused(self):
        with self.assertRaisesRegex(ExchangeRefused, "a seat for each"):
            self.Request._begin_at(
                self.tickets, self.later, dict.fromkeys(self.tickets.ids, 1)
            )

    def test_map_knows_the_types_of_the_tickets_alone(self):
        self._as_customer()
        query = f"?session={self.later.id}&ticket={self.tickets[0].id}"
        self.assertIn("/exchange/seats?", self._page(query))
        page = html.fromstring(self._page(query, "/seats"))
        [app] = page.xpath("//div[@data-picker]")
        picker = json.loads(app.get("data-picker"))
        kind = self.tickets.type_id
        self.assertEqual([one["id"] for one in picker["offer"]["types"]], kind.ids)
        self.assertEqual(
            picker["exchange"]["tickets"],
            [{"id": self.tickets[0].id, "type_id": kind.id}],
        )

    def _page(self, query, path=""):
        return self.url_open(self._url(self.mine, path, query)).text

    def test_tickets_and_sessions_of_others_are_not_taken(self):
        self._as_customer()
        theirs = {self.others.ticket_ids.id: self._seats("4-8")[0]}
        answer = self._keep(self.mine, theirs)
        self.assertEqual(answer["error"]["code"], "exchange_refused")
        page = self.url_open(self._url(self.others, "/seats"))
        self.assertEqual(page.status_code, 404)

    def test_nonsense_from_the_browser_is_not_found(self):
        self._as_customer()
        for seats in ({"x": 1}, [1], {"1": {}}, {"1": 2**40}):
            reply = self.url_open(
                self._url(self.mine, "/keep"),
                json={"params": {"session_id": self.later.id, "seats": seats}},
            )
            self.assertIn("NotFound", reply.text)
