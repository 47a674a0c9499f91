from odoo import models
from odoo.fields import Domain

#: What belongs to the books keeps its letters.
KEPT = Domain("model", "!=", "account.move")


class ResPartner(models.Model):
    """What an erased customer wrote, and what was written to the customer."""

    _inherit = "res.partner"

    def _erase_traces(self, people_sudo):
        """Letters, their files with names and codes, who opened which mail; of reviews
        the stars stay, and the words that everybody may read, without a name."""
        result = super()._erase_traces(people_sudo)
        people = people_sudo.ids
        mine = Domain("partner_id", "in", people)
        people_sudo._my_data_of("ticket.message.trace", mine).unlink()
        people_sudo._my_data_of("sms.sms", mine).unlink()
        reviews_sudo = people_sudo._my_data_of("rating.rating", mine)
        reviews_sudo.ticket_signed = False
        reviews_sudo.filtered(
            lambda review: review.ticket_state != "published"
        ).feedback = False
        people_sudo._erase_letters()
        people_sudo._my_data_of("mail.followers", mine).unlink()
        people_sudo.message_ids.unlink()
        return result

    def _erase_letters(self):
        people = self.ids
        said = Domain("author_id", "in", people)
        heard = Domain("notified_partner_ids", "in", people) | Domain(
            "partner_ids", "in", people
        )
        addressed = Domain("recipient_ids", "in", people) | Domain.OR(
            Domain("email_to", "ilike", address)
            for address in self.mapped("email_normalized")
            if address
        )
        mails_sudo = self._my_data_of("mail.mail", KEPT & addressed)
        letters_sudo = mails_sudo.mail_message_id
        mails_sudo.unlink()
        letters_sudo = letters_sudo.exists()
        letters_sudo |= self._my_data_of("mail.message", KEPT & (said | heard))
        letters_sudo.attachment_ids.unlink()
        letters_sudo.unlink()
        self._my_data_of("mail.message", said).write({"email_from": False})
