import logging
import re

from psycopg2 import OperationalError

from odoo import api, fields, models

from .ticket_message_audience import PLAYING_STATES

_logger = logging.getLogger(__name__)

BATCH = 50
#: Links that open somebody's tickets are the customer's secret: nobody counts them.
UNTRACKED = [r".*access_token=.*", r".*/ticket/message/.*", r".*/my/.*"]


class TicketMessageTrace(models.Model):
    """Sending: a batch is one transaction, so that a message is either noted as sent
    with its mail in the queue of outgoing mails, or neither."""

    _inherit = "ticket.message.trace"

    @api.model
    def _next_batch(self, message, tz):
        """Messages to send now that no other worker has in hand."""
        waiting = self.search(
            [
                ("message_id", "=", message.id),
                ("tz", "=", tz),
                ("state", "=", "waiting"),
            ],
            order="id",
            limit=BATCH,
        )
        return waiting.try_lock_for_update()

    def _send(self):
        """Send messages of one kind; one that fails does not keep back the others."""
        due = self._sort_out()
        try:
            with self.env.cr.savepoint():
                due._send_all()
        except OperationalError:
            raise  # the database asks to do it all again
        except Exception:
            if len(due) == 1:
                # whatever a house writes into its template: the others are sent
                _logger.exception("Message %s was not sent", due.id)
                due.write({"state": "failed", "reason": "error"})
                return
            for trace in due:
                trace._send()

    def _sort_out(self):
        """Those still worth sending; the others are told why not."""
        due = self.browse()
        for trace in self:
            reason = trace._why_not()
            if reason:
                trace.write({"state": "skipped", "reason": reason})
            else:
                due |= trace
        return due

    def _why_not(self):
        """Why this message is not to be sent, or ``None``."""
        if self.valid_until and self.valid_until <= fields.Datetime.now():
            return "late"
        if not (self._mail_address() or self._sms_number()):
            return "address"
        if self.kind in ("ticket", "reminder") and not self._still_going():
            return "gone"
        return None

    def _still_going(self):
        plays = self.session_id.state in PLAYING_STATES
        return plays and bool(self._tickets())

    def _mail_address(self):
        partner = self.partner_id
        return self.message_id.by_mail and partner.email_normalized

    def _sms_number(self):
        partner = self.partner_id
        return (
            self.message_id.by_sms
            and partner.phone
            and partner._phone_format(
                number=partner.phone,
                country=partner.country_id or self.company_id.country_id,
            )
        )

    def _send_all(self):
        self.filtered(lambda trace: trace._mail_address())._send_mails()
        self.filtered(lambda trace: trace._sms_number())._send_sms()
        self.write({"state": "sent", "sent_at": fields.Datetime.now()})

    def _send_mails(self):
        if not self:
            return
        template = self.message_id.mail_template_id
        written = template._generate_template(
            self.ids, {"subject", "body_html", "email_from", "auto_delete"}
        )
        Mail = self.env["mail.mail"].sudo()
        for trace in self:
            values = written[trace.id]
            trace.mail_id = Mail.create(
                {
                    "email_to": trace.partner_id.email_formatted,
                    "email_from": values["email_from"],
                    "subject": values["subject"],
                    "body_html": trace._tracked(values["body_html"]),
                    "auto_delete": values["auto_delete"],
                    "headers": repr(trace._mail_headers()),
                }
            )

    def _mail_headers(self):
        """Headers of the mail; machines answer none of them."""
        return {"X-Auto-Response-Suppress": "OOF", "Auto-Submitted": "auto-generated"}

    def _tracked(self, body):
        """The mail with links and a picture by which its reader is counted."""
        base = self.get_base_url()
        title = self.show_id.name or self.message_id.display_name
        body = self.env["mail.render.mixin"]._shorten_links(
            body,
            {**self.message_id._utm(), "title": title},
            blacklist=UNTRACKED,
            base_url=base,
        )
        short = re.compile(rf"({re.escape(base)}/r/\w+)(?=[\"'])")
        body = short.sub(lambda found: f"{found[1]}/t/{self._token()}", str(body))
        seen = f'<img src="{self._address("seen.gif")}" width="1" height="1" alt="">'
        return body + seen

    def _send_sms(self):
        if not self:
            return
        bodies = self.message_id.sms_template_id._render_field(
            "body", self.ids, compute_lang=True
        )
        self.env["sms.sms"].sudo().create(
            [
                {
                    "number": trace._sms_number(),
                    "body": bodies[trace.id],
                    "partner_id": trace.partner_id.id,
                }
                for trace in self
            ]
        )
