from odoo.tests import tagged

from odoo.addons.ticket_sale.exceptions import SaleStopped, TicketError

from .lease_common import LeaseCommon


@tagged("post_install", "-at_install")
class TestEmergencyHouse(LeaseCommon):
    """An emergency at one house shows and stops there; other houses go on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.venue.copy({"name": "Other House"})

    def _raise(self, venue, kind="emergency"):
        self.env.flush_all()
        venue._raise_alarm(kind)
        self.env.flush_all()

    def _told(self):
        return [
            (alarm["id"], alarm["is_here"]) for alarm in self._till().ticket_alarms()
        ]

    def _customers(self):
        told = self.config._ticket_customer_alarms()
        return {name: [one["id"] for one in ones] for name, ones in told.items()}

    def test_till_of_one_house_hears_nothing_of_another(self):
        self.config.ticket_venue_ids = self.venue
        self._raise(self.other)
        self.assertEqual(self._told(), [])
        self.assertEqual(self._customers(), {"alarms": [], "pauses": []})
        self.assertTrue(self._take("1-1")["seats"])

    def test_till_for_all_houses_that_stands_nowhere_shows_each_in_full(self):
        self._raise(self.other)
        self.assertEqual(self._told(), [(self.other.id, True)])
        self.assertEqual(self._customers(), {"alarms": [self.other.id], "pauses": []})

    def test_till_in_another_house_says_what_is_stopped_and_sells_the_rest(self):
        self.config.ticket_house_id = self.venue
        self._raise(self.other)
        self.assertEqual(self._told(), [(self.other.id, False)])
        self.assertEqual(self._customers(), {"alarms": [], "pauses": [self.other.id]})
        self.assertTrue(self._take("1-1")["seats"])

    def test_till_is_alarmed_in_a_house_that_it_sells_nothing_for(self):
        self.config.write(
            {"ticket_house_id": self.other.id, "ticket_venue_ids": self.venue.ids}
        )
        self._raise(self.other)
        self.assertEqual(self._told(), [(self.other.id, True)])
        self.assertTrue(self._take("1-1")["seats"])

    def test_only_sessions_of_the_house_are_stopped(self):
        self.config.ticket_house_id = self.other
        self._raise(self.venue)
        listed = {row["id"]: row for row in self._till().ticket_sessions()}
        self.assertTrue(listed[self.session.id]["stopped"])
        with self.assertRaises(SaleStopped):
            self._take("1-1")

    def test_drill_elsewhere_is_nobodys_business(self):
        self.config.ticket_house_id = self.venue
        self._raise(self.other, "drill")
        self.assertEqual(self._told(), [])

    def test_alarm_says_whether_others_go_on(self):
        self._raise(self.venue)
        [alarm] = self._till().ticket_alarms()
        self.assertTrue(alarm["others"])

    def test_pause_is_told_in_both_languages(self):
        self.config.ticket_house_id = self.venue
        self._raise(self.other)
        [pause] = self.config._ticket_customer_alarms()["pauses"]
        self.assertEqual([word["lang"] for word in pause["words"]], ["zh-CN", "en-US"])
        for word in pause["words"]:
            self.assertIn("Other House", word["text"])

    def _paid_by(self, method):
        """A cart of before the alarm, paid after it."""
        lines = self._lines(self._take("1-1"))
        self._raise(self.venue)
        self.cash = method
        return self._pay(lines)

    def test_no_money_is_asked_for_a_cart_of_before(self):
        [seat] = self._take("1-1")["seats"]
        place_ids = [seat["place_id"]]
        self._raise(self.venue)
        items = [{"type_id": self.adult.id, "place_ids": place_ids}]
        with self.assertRaises(SaleStopped):
            self._till().ticket_secure([[seat["token"], place_ids]], items)

    def test_cash_that_came_too_late_is_handed_back(self):
        with self.assertRaises(SaleStopped):
            self._paid_by(self.cash)

    def test_card_that_was_charged_becomes_tickets(self):
        card = self.env["pos.payment.method"].create(
            {
                "name": "Card",
                "journal_id": self.env["account.journal"]
                .create({"name": "Bank", "type": "bank", "code": "BNKH"})
                .id,
                "company_id": self.company.id,
            }
        )
        self.config.payment_method_ids = [(4, card.id)]
        order = self._paid_by(card)
        self.assertEqual(order.lines.ticket_ids.mapped("state"), ["valid"])

    def test_till_lists_and_sells_its_own_houses_only(self):
        self.config.ticket_venue_ids = self.other
        listed = [row["id"] for row in self._till().ticket_sessions()]
        self.assertNotIn(self.session.id, listed)
        with self.assertRaises(TicketError):
            self._take("1-1")

    def test_asking_without_an_alarm_costs_no_query(self):
        self.venue._stopped_venues()
        with self.assertQueryCount(0):
            self.config._ticket_alarms()


@tagged("post_install", "-at_install")
class TestOfflineInEmergency(LeaseCommon):
    """What a till sold without the line, before or in an emergency, is never lost."""

    def _raise(self):
        self.env.flush_all()
        self.venue._raise_alarm("emergency")
        self.env.flush_all()

    def test_sale_sent_while_it_lasts_becomes_tickets(self):
        package = self._lease("1-1")
        self._raise()
        order = self._pay(self._leased_lines(package, "1-1"))
        self.assertEqual(order.lines.ticket_ids.mapped("state"), ["valid"])
        self.assertEqual(self._till().ticket_lease_known([order.uuid]), [order.uuid])

    def test_gate_knows_the_ticket_while_it_lasts(self):
        package = self._lease("1-1")
        slip = package["places"][0]["slips"][str(self.adult.id)]
        self._raise()
        tickets = self.env["ticket.ticket"]
        self.assertTrue(tickets._come_forward(slip["number"], self.company.id))

    def test_seat_taken_back_meanwhile_waits_for_a_manager(self):
        package = self._lease("1-1")
        self._take_back(package)
        self._raise()
        order = self._pay(self._leased_lines(package, "1-1"))
        self.assertFalse(order.lines.ticket_ids)
        self.assertEqual(self._lease_record(package).decide_count, 1)

    def test_no_more_seats_are_leased(self):
        self._raise()
        with self.assertRaises(SaleStopped):
            self._lease("1-1")

    def test_seats_of_a_lease_stay_the_tills(self):
        package = self._lease("1-1")
        self._raise()
        self.venue._end_alarm()
        self.assertEqual(self._lease_record(package).left_count, 1)
