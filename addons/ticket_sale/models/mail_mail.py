from odoo import models


class MailMail(models.Model):
    _inherit = "mail.mail"

    def _postprocess_sent_message(
        self, success_pids, success_emails, failure_reason=False, failure_type=None
    ):
        """A message that did not reach its customer is not counted as sent."""
        if failure_type:
            self.env["ticket.message.trace"].sudo().search(
                [("mail_id", "in", self.ids)]
            ).write({"state": "failed", "reason": "error"})
        return super()._postprocess_sent_message(
            success_pids,
            success_emails,
            failure_reason=failure_reason,
            failure_type=failure_type,
        )
