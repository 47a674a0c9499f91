from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestWebsiteMessage(TicketWebsiteCommon):
    """On-sale alerts, invitations to a review, and how one gets rid of them."""

    def setUp(self):
        super().setUp()
        messages = self.env["ticket.message"].search(
            [("company_id", "=", self.env.company.id)]
        )
        messages.write({"hour_from": 0, "hour_to": 24})
        self.alert = messages.filtered(lambda message: message.kind == "on_sale")
        self.invitation = messages.filtered(lambda message: message.kind == "review")
        self.partner = self.portal_user.partner_id
        self.partner.email = "member@example.com"
        self.env["ticket.favourite"]._keep(self.partner, self.show)

    def _run(self):
        self._run_cron("ticket_sale.ir_cron_messages")

    def _trace(self, message=None):
        return self.env["ticket.message.trace"].search(
            [("message_id", "=", (message or self.alert).id)]
        )

    def _opened(self, minutes=1):
        """The session went on sale so many minutes after the heart was touched."""
        now = fields.Datetime.now()
        self.env["ticket.favourite"].search([])._write(
            {"create_date": now - timedelta(minutes=minutes)}
        )
        self.performance.on_sale_since = now
        self.env.flush_all()

    def _played(self, partner=None):
        order = self._sell("1-1", partner=partner or self.partner)
        end = fields.Datetime.now().replace(microsecond=0) - timedelta(hours=21)
        self.performance.write({"start": end - timedelta(hours=2), "end": end})
        self.env.flush_all()
        return order

    def test_favourite_on_sale_is_told_once(self):
        self._opened()
        self._run()
        self._run()
        trace = self._trace()
        self.assertEqual(trace.mapped("state"), ["sent"])
        self.assertIn("List-Unsubscribe-Post", trace.mail_id.headers)
        self.assertIn("/r/", trace.mail_id.body_html)

    def test_favourite_artist_on_sale_is_told_once_to_who_likes_both(self):
        artist = self.env["ticket.artist"].create({"name": "Li Na"})
        self.show.cast_ids = [(0, 0, {"name": "Li Na", "artist_id": artist.id})]
        self.env["ticket.favourite"]._keep(self.partner, artist)
        other = self.customer
        self.env["ticket.favourite"]._keep(other, artist)
        self._opened()
        self._run()
        self.assertEqual(self._trace().partner_id, self.partner | other)
        self.assertEqual(len(self._trace()), 2)

    def test_who_liked_it_when_it_was_on_sale_is_told_nothing(self):
        self._opened(minutes=-1)
        self._run()
        self.assertFalse(self._trace())

    def test_sale_that_closed_meanwhile_is_not_told(self):
        self._opened()
        self.alert._collect()
        self.performance.action_pause()
        self._run()
        self.assertEqual(self._trace().reason, "late")

    def test_one_click_of_a_mail_program_unsubscribes(self):
        self._opened()
        self._run()
        url = f"/ticket/message/{self._trace()._token()}/unsubscribe"
        self.assertEqual(self.url_open(url).status_code, 200)
        self.env.invalidate_all()
        self.assertFalse(self.partner.ticket_no_alerts)
        reply = self.url_open(url, data={"List-Unsubscribe": "One-Click"})
        self.assertEqual(reply.status_code, 200)
        self.env.invalidate_all()
        self.assertTrue(self.partner.ticket_no_alerts)
        self.url_open(url, data={"again": "1"})
        self.env.invalidate_all()
        self.assertFalse(self.partner.ticket_no_alerts)

    def _presale(self):
        """The presale opens a minute after the heart was touched."""
        now = fields.Datetime.now()
        favourites = self.env["ticket.favourite"].search([])
        favourites._write({"create_date": now - timedelta(minutes=1)})
        self.performance.write({"state": "presale", "presale_since": now})
        self.env.flush_all()

    def _make_member(self):
        fee = self.env["product.product"].create(
            {
                "name": "VIP membership",
                "type": "service",
                "service_tracking": "ticket_membership",
            }
        )
        tier = self.env["ticket.membership.tier"].create(
            {
                "name": "VIP",
                "code": "vip-alert",
                "product_id": fee.id,
                "company_id": self.env.company.id,
                "months": 12,
                "presale": True,
            }
        )
        self.env["ticket.membership"]._activate_for(self.partner, tier)

    def test_presale_is_told_to_members_who_may_buy(self):
        self._make_member()
        self.env["ticket.favourite"]._keep(self.customer, self.show)
        self._presale()
        self._run()
        self.assertEqual(self._trace().partner_id, self.partner)
        self.assertEqual(self._trace().state, "sent")

    def test_who_was_told_in_the_presale_is_not_told_again(self):
        self._make_member()
        self._presale()
        self._run()
        self.performance.state = "on_sale"
        self._opened()
        self._run()
        self.assertEqual(len(self._trace()), 1)

    def test_refused_alerts_are_not_sent(self):
        self.partner.ticket_no_alerts = True
        self._opened()
        self._run()
        self.assertEqual(self._trace().reason, "refused")

    def test_black_list_of_the_house_is_respected(self):
        self.env["mail.blacklist"]._add("member@example.com")
        self._opened()
        self._run()
        self.assertEqual(self._trace().reason, "refused")

    def test_wrong_unsubscribe_links_lead_nowhere(self):
        self._opened()
        self._run()
        trace = self._trace()
        for token in (f"{trace.id}-AAAA", "1-x", "x"):
            reply = self.url_open(f"/ticket/message/{token}/unsubscribe", data={"a": 1})
            self.assertEqual(reply.status_code, 404)

    def test_visitors_are_invited_to_a_review_the_day_after(self):
        self._played()
        self._run()
        trace = self._trace(self.invitation)
        self.assertEqual(trace.mapped("state"), ["sent"])
        path = trace.mail_id.body_html.split("/r/")[1].split('"')[0]
        self._as_guest()
        form = self.url_open(f"/r/{path}")
        self.assertIn("/review", form.url)
        self.assertIn('name="stars"', form.text)

    def test_who_has_written_is_not_invited(self):
        self._played()
        self.show._write_review(self.partner, 5, "Good", "Ann")
        self._run()
        self.assertEqual(self._trace(self.invitation).reason, "gone")

    def test_nobody_is_invited_to_review_what_did_not_take_place(self):
        self._played()
        self.performance.state = "cancelled"
        self._run()
        self.assertFalse(self._trace(self.invitation))

    def test_purchase_after_the_click_is_its_fruit(self):
        self._opened()
        self._run()
        trace = self._trace()
        trace._clicked()
        self._sell("1-1", partner=self.partner)
        self._run()
        self.env.invalidate_all()
        self.assertTrue(trace.bought_at)
        self.assertEqual(self.alert.bought_rate, 1)
