import json
import re
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..controllers import reviews as review_controller
from .common import TicketWebsiteCommon


class ReviewCommon(TicketWebsiteCommon):
    def setUp(self):
        super().setUp()
        self.partner = self.portal_user.partner_id
        self._sell("1-1", partner=self.partner)
        end = fields.Datetime.now().replace(microsecond=0) - timedelta(hours=5)
        self.performance.write({"start": end - timedelta(hours=2), "end": end})
        self.page = f"{self.show.website_url}/review"
        self.env.flush_all()

    def _post(self, path, page=None, **data):
        text = self.url_open(page or path).text
        token = re.search(r'name="csrf_token" value="([^"]+)"', text)
        data["csrf_token"] = token[1] if token else ""
        return self.url_open(path, data=data)

    def _write(self, **form):
        values = {"stars": "4", "text": "Fine.", "signed": "Ann"} | form
        reply = self._post(self.page, **values)
        self.env.invalidate_all()
        return reply

    def _review(self):
        return self.env["rating.rating"].search([("ticket_show_id", "=", self.show.id)])

    def _published(self, **form):
        review = self.show._write_review(self.partner, 4, "Fine.", "Ann")
        review.write(form)
        review.action_publish()
        self.env.flush_all()
        return review


@tagged("post_install", "-at_install")
class TestReview(ReviewCommon):
    """Written by people who were there, read by the house first."""

    def test_review_waits_for_the_house_and_then_counts(self):
        self._as_customer()
        self.assertIn("Thank you", self._write().text)
        review = self._review()
        self.assertEqual((review.ticket_state, self.show.rating_count), ("waiting", 0))
        self.assertNotIn("Fine.", self.url_open(self.show.website_url).text)
        review.action_publish()
        self.env.invalidate_all()
        self.assertEqual((self.show.rating_count, self.show.rating_avg), (1, 4.0))
        self.assertIn("Fine.", self.url_open(self.show.website_url).text)

    def test_only_who_bought_and_was_there_writes(self):
        self.assertNotIn('name="stars"', self.url_open(self.page).text)
        stranger = self.customer
        with self.assertRaises(UserError):
            self.show._write_review(stranger, 5, "Never seen it", "X")
        self.performance.end = fields.Datetime.now() + timedelta(hours=1)
        with self.assertRaises(UserError):
            self.show._write_review(self.partner, 5, "Before the end", "X")

    @mute_logger("odoo.http")
    def test_guest_cannot_post_a_review(self):
        reply = self._post(self.page, page="/shows", stars="5", text="x")
        self.assertIn(reply.status_code, (400, 404))
        self.assertFalse(self._review())

    def test_one_review_a_customer_and_a_new_wording_is_read_again(self):
        review = self._published()
        self._as_customer()
        self._write(stars="2", text="On second thought")
        self.assertEqual(self._review(), review)
        self.assertEqual((review.ticket_state, review.rating), ("waiting", 2))
        self.assertEqual(self.show.rating_count, 0)

    def test_wrong_stars_are_told_and_the_text_is_kept(self):
        self._as_customer()
        for stars in ("0", "6", "x", "44", "-1"):
            reply = self._write(stars=stars, text="Kept words")
            self.assertIn("alert-danger", reply.text)
            self.assertIn("Kept words", reply.text)
        self.assertFalse(self._review())

    def test_script_in_a_review_is_inert(self):
        evil = "<script>alert(1)</script>"
        self._published(feedback=evil, ticket_signed=evil, publisher_comment=evil)
        for path in (self.show.website_url, f"{self.show.website_url}/reviews"):
            text = self.url_open(path).text
            self.assertNotIn(evil, text)
            self.assertIn("&lt;script&gt;alert(1)", text)

    def test_nobody_fills_the_queue(self):
        self.patch(review_controller, "WRITES_MOST", 1)
        self._as_customer()
        self._write()
        reply = self._write(text="Once more")
        self.assertEqual(reply.status_code, 429)
        self.assertIn("very often", reply.text)
        self.assertIn("Once more", reply.text)

    def test_house_replies_and_readers_see_it(self):
        review = self._published()
        review.publisher_comment = "Come again!"
        self.env.flush_all()
        text = self.url_open(f"{self.show.website_url}/reviews").text
        self.assertIn("Come again!", text)

    def test_refused_review_is_seen_by_its_writer_only(self):
        review = self._published()
        review.action_refuse()
        self.env.flush_all()
        self.assertNotIn("Fine.", self.url_open(self.show.website_url).text)
        self._as_customer()
        self.assertIn("Not published", self.url_open("/my/reviews").text)

    def test_reader_reports_and_the_house_reads_again(self):
        review = self._published()
        path = f"/review/{review.id}/report"
        reply = self._post(path, reason="Insult")
        self.assertIn("looks at this review again", reply.text)
        self.env.invalidate_all()
        self.assertEqual(review.ticket_report_count, 1)
        self.assertIn("Insult", review.ticket_report_text)
        review.action_publish()
        self.assertEqual(review.ticket_report_count, 0)

    def test_unread_reviews_and_other_ratings_are_not_found(self):
        review = self.show._write_review(self.partner, 4, "Fine.", "Ann")
        other = self.env["rating.rating"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id("res.partner"),
                "res_id": self.partner.id,
            }
        )
        self.env.flush_all()
        for wrong in (review.id, other.id, 0, 99999999):
            reply = self.url_open(f"/review/{wrong}/report")
            self.assertEqual(reply.status_code, 404)

    def test_invitation_of_another_show_opens_nothing(self):
        for token in ("1-x", "x", "0"):
            reply = self.url_open(f"{self.page}?reader={token}")
            self.assertEqual(reply.status_code, 404)

    def test_search_engines_read_the_average(self):
        self._published()
        data = self.show._website_rating_data()["aggregateRating"]
        self.assertEqual((data["ratingValue"], data["reviewCount"]), (4.0, 1))
        self.assertTrue(json.dumps(data))


@tagged("post_install", "-at_install")
class TestReviewHouse(ReviewCommon):
    def _user(self, group):
        return new_test_user(self.env, f"{group}_rev", groups=group)

    def test_good_review_gets_points_once(self):
        review = self._published()
        with self.assertRaises(UserError):
            review.action_reward()
        program = self.env["loyalty.program"].create(
            {"name": "Points", "program_type": "loyalty"}
        )
        self.company.ticket_review_program_id = program
        review.action_reward()
        review.action_reward()
        card = program.coupon_ids
        self.assertEqual((card.partner_id, card.points), (self.partner, 20))
        self.assertEqual(card.history_ids.mapped("issued"), [20])

    def test_editors_moderate_and_other_staff_do_not(self):
        review = self._published()
        editor = self._user("ticket_venue.group_ticket_editor")
        review.with_user(editor).action_refuse()
        self.assertEqual(review.ticket_state, "refused")
        for group in ("ticket_sale.group_ticket_cashier", "base.group_user"):
            with self.assertRaises(AccessError):
                review.with_user(self._user(group)).action_publish()

    def test_reviews_stay_within_their_company(self):
        review = self._published()
        company = self.env["res.company"].create({"name": "Another House"})
        editor = new_test_user(
            self.env,
            "other_rev",
            groups="ticket_venue.group_ticket_editor",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        self.assertFalse(
            self.env["rating.rating"].with_user(editor).search([("id", "=", review.id)])
        )
