import json
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .test_resale import ResaleCommon


@tagged("post_install", "-at_install")
class TestMyDataWhole(ResaleCommon):
    """Transfers, resales, reviews, favourites and messages are told and forgotten too."""

    def _play(self):
        ended = fields.Datetime.now() - timedelta(days=2)
        self.performance.write({"start": ended, "end": ended + timedelta(hours=2)})

    def _told(self, partner):
        return json.dumps(partner._my_data(), ensure_ascii=False)

    def _forget(self, partner):
        """What comes after all is settled, from the books' point of view too."""
        people = partner.sudo()
        people._erase_traces(people)
        people._erase_values(keep_for_books=False)
        self.env.invalidate_all()

    def _give(self):
        transfer = self.Transfer._offer(
            self.ticket, "Lin Xiao", "lin@example.com", "", "Enjoy it, Lin!"
        )
        transfer._accept(self.friend.partner_id)
        return transfer

    def test_giver_and_friend_are_told_of_the_transfer(self):
        self._give()
        giver, friend = self.seller._my_data(), self.friend.partner_id._my_data()
        self.assertEqual(giver["tickets_given"][0]["to_email"], "lin@example.com")
        self.assertEqual(friend["tickets_received"][0]["state"], "accepted")
        self.assertFalse(friend["tickets_given"])

    def test_a_friend_who_leaves_is_in_no_offer_any_more(self):
        transfer = self._give()
        self.assertTrue(transfer.message_ids)
        self._forget(self.friend.partner_id)
        self.assertEqual(transfer.to_name, "–")
        self.assertFalse(transfer.to_email or transfer.note or transfer.message_ids)
        self.assertTrue(transfer.link_id.revoked_at)

    def test_seller_is_told_price_and_account(self):
        self._list()
        told = self.seller._my_data()
        self.assertEqual(told["tickets_sold"][0]["price"], 300.0)
        self.assertEqual(told["bank_accounts"][0]["acc_number"], "DE89370400440532")
        resale = self.Resale.search([("ticket_id", "=", self.ticket.id)])
        self.assertNotIn("DE893704", self._told(self.friend.partner_id))
        self.assertEqual(resale.seller_id, self.seller)

    def test_account_of_a_seller_goes_with_the_name(self):
        resale = self._list()
        account = resale.bank_account_id
        self.seller.sudo()._erase_values(keep_for_books=True)
        self.assertFalse(account.active)
        self.assertEqual(resale.bank_account_id, account)
        self.seller.sudo()._erase_values(keep_for_books=False)
        self.assertEqual(account.acc_number, f"erased-{account.id}")

    def test_reviews_stay_without_name_and_unread_ones_without_words(self):
        self._play()
        review = self.show._write_review(self.seller, 4, "Call me: 138 1234", "Ann")
        self.assertIn("138 1234", self._told(self.seller))
        self._forget(self.seller)
        self.assertEqual(
            (review.rating, review.feedback or "", review.ticket_signed or ""),
            (4, "", ""),
        )
        review.write({"ticket_state": "published", "feedback": "Fine."})
        self._forget(self.seller)
        self.assertEqual(review.feedback, "Fine.")

    def test_favourites_are_told_and_forgotten(self):
        favourites = self.env["ticket.favourite"]
        favourites._keep(self.seller, self.show)
        self.assertEqual(len(self.seller._my_data()["favourites"]), 1)
        self._forget(self.seller)
        self.assertFalse(favourites.search([("partner_id", "=", self.seller.id)]))

    def test_letters_and_their_files_go_and_those_of_the_books_stay(self):
        note = self.order.message_post(
            body="Dear Portal, your tickets",
            partner_ids=self.seller.ids,
            attachments=[("Tickets.pdf", b"%PDF-")],
        )
        answer = self.order.message_post(
            body="Please call me", author_id=self.seller.id
        )
        invoice = self.order.invoice_ids
        booked = invoice.message_post(body="Sent", partner_ids=self.seller.ids)
        colleague = self.order.message_post(body="Paid twice?")
        pdf = note.attachment_ids
        self._forget(self.seller)
        self.assertFalse((note | answer).exists() or pdf.exists())
        self.assertEqual((booked | colleague).exists(), booked | colleague)

    def test_who_opened_which_mail_is_forgotten(self):
        message = self.env["ticket.message"].search([("kind", "=", "review")], limit=1)
        trace = self.env["ticket.message.trace"].create(
            {
                "message_id": message.id,
                "partner_id": self.seller.id,
                "occasion": "test",
            }
        )
        self._forget(self.seller)
        self.assertFalse(trace.exists())

    def test_with_what_somebody_signs_in_is_gone(self):
        user = self.portal_user.sudo()
        user.ticket_phone = "+8613812345678"
        codes = self.env["ticket.sign.code"]
        code = codes.create(
            {
                "address": "+8613812345678",
                "expires_at": fields.Datetime.now() + timedelta(minutes=5),
            }
        )
        if "oauth_uid" in user._fields:
            user.oauth_uid = "u-1"
            self.assertIn("u-1", self._told(self.seller))
        self._forget(self.seller)
        self.assertFalse(code.exists() or user.ticket_phone)
        if "oauth_uid" in user._fields:
            self.assertFalse(user.oauth_uid)

    def test_link_of_an_order_shows_no_erased_customer(self):
        address = self.order.get_portal_url()
        self.assertEqual(self.url_open(address).status_code, 200)
        self._forget(self.seller)
        self.env.flush_all()
        self.assertNotIn(self.order.name, self.url_open(address).text)
