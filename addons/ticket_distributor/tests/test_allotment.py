from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import ApiCase


@tagged("post_install", "-at_install")
class TestDistributorAllotment(ApiCase):
    """A distributor sells from its own allotment, through the API."""

    def _allot(self, *keys, distributor=None):
        self.env.flush_all()
        return self.env["ticket.allotment"]._allot(
            self.session,
            {"place_ids": self._places(*keys).ids},
            name="Blue Sky",
            channel="distributor",
            return_at=fields.Datetime.now() + timedelta(days=2),
            distributor_id=distributor.id if distributor else False,
        )

    def _states(self):
        answer = self.call("GET", f"/sessions/{self.session.id}/places").json()
        return {f"{p['row']}-{p['seat']}": p["state"] for p in answer["places"]}

    def test_own_allotment_is_free_and_sold(self):
        allotment = self._allot("1-1", distributor=self.distributor)
        self.assertEqual(self._states()["1-1"], "free")
        answer = self.assertAnswer(self.call("POST", "/orders", self.order("1-1")), 201)
        order = answer["order"]["id"]
        self.assertAnswer(self.call("POST", f"/orders/{order}/confirm"), 200)
        self.env.invalidate_all()
        self.assertEqual((allotment.sold_count, allotment.left_count), (1, 0))

    def test_allotment_of_another_is_not_sold(self):
        other = self._create_distributor()
        self._allot("1-1", distributor=other)
        self.assertEqual(self._states()["1-1"], "held")
        self.assertRefused(
            self.call("POST", "/orders", self.order("1-1")), 409, "places_unavailable"
        )

    def test_allotment_of_all_distributors(self):
        self._allot("1-1")
        self.assertAnswer(self.call("POST", "/orders", self.order("1-1")), 201)

    def test_cancelled_order_goes_back_to_the_allotment(self):
        allotment = self._allot("1-1", distributor=self.distributor)
        order = self.call("POST", "/orders", self.order("1-1")).json()["order"]["id"]
        self.assertAnswer(self.call("POST", f"/orders/{order}/cancel"), 200)
        self.env.invalidate_all()
        self.assertEqual(allotment.left_count, 1)

    def test_clock_takes_it_back(self):
        allotment = self._allot("1-1", distributor=self.distributor)
        allotment.return_at = fields.Datetime.now() - timedelta(minutes=1)
        self._hold_places("1-1", channel="website")
        self.assertRefused(
            self.call("POST", "/orders", self.order("1-1")), 409, "places_unavailable"
        )
