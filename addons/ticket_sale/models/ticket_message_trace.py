import base64

from odoo import api, fields, models
from odoo.tools import SQL, consteq, hmac

SCOPE = "ticket-message"
MAC_BYTES = 16
#: Until so many days after a click a purchase counts as its fruit.
FRUIT_DAYS = 30


class TicketMessageTrace(models.Model):
    """One message to one customer: due, sent, read, and what came of it."""

    _name = "ticket.message.trace"
    _description = "Message to a Customer"
    _order = "id desc"
    _rec_name = "partner_id"
    _check_company_auto = True

    message_id = fields.Many2one(
        "ticket.message", required=True, readonly=True, ondelete="cascade", index=True
    )
    kind = fields.Selection(related="message_id.kind", store=True)
    company_id = fields.Many2one(
        related="message_id.company_id", store=True, index=True
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    session_id = fields.Many2one(
        "ticket.session", readonly=True, ondelete="cascade", index="btree_not_null"
    )
    show_id = fields.Many2one(
        "ticket.show", readonly=True, ondelete="cascade", index="btree_not_null"
    )
    change_id = fields.Many2one(
        "ticket.session.change",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
    )
    occasion = fields.Char(
        required=True,
        readonly=True,
        help="What it is about; each customer is told once.",
    )
    tz = fields.Char(readonly=True)
    valid_until = fields.Datetime(
        readonly=True, help="After this the message makes no sense any more."
    )
    state = fields.Selection(
        [
            ("waiting", "Due"),
            ("sent", "Sent"),
            ("skipped", "Not Needed"),
            ("failed", "Failed"),
        ],
        required=True,
        readonly=True,
        default="waiting",
    )
    reason = fields.Selection(
        [
            ("late", "It was too late"),
            ("gone", "No tickets any more"),
            ("refused", "The customer does not want it"),
            ("address", "No address"),
            ("error", "The template or the address is wrong"),
        ],
        string="Why Not",
        readonly=True,
    )
    mail_id = fields.Many2one(
        "mail.mail", readonly=True, ondelete="set null", index="btree_not_null"
    )
    sent_at = fields.Datetime(string="Sent on", readonly=True)
    opened_at = fields.Datetime(string="Opened on", readonly=True)
    clicked_at = fields.Datetime(string="Clicked on", readonly=True)
    bought_at = fields.Datetime(string="Bought on", readonly=True)

    _once_uniq = models.UniqueIndex(
        "(message_id, partner_id, occasion)", "The customer was told this already."
    )
    _waiting_idx = models.Index("(message_id, tz, id) WHERE state = 'waiting'")

    # --- addresses --------------------------------------------------------------

    def _token(self):
        """The secret of this message's links: made, not stored."""
        self.ensure_one()
        digest = bytes.fromhex(hmac(self.env(su=True), SCOPE, self.id))[:MAC_BYTES]
        return f"{self.id}-{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"

    @api.model
    def _of_token(self, token):
        """The message of a link, with sudo; none for a token that is not ours."""
        number, _dash, _mac = (token or "").partition("-")
        none_sudo = self.sudo().browse()
        if not (token or "").isascii() or not number.isdecimal() or len(number) > 9:
            return none_sudo
        trace_sudo = self.sudo().browse(int(number) or -1)
        if not consteq(trace_sudo._token(), token):
            return none_sudo
        return trace_sudo.exists()

    def _address(self, path):
        """An address for this message's reader alone."""
        return f"{self.get_base_url()}/ticket/message/{self._token()}/{path}"

    def _landing(self, url):
        """Where a click leads, once it is counted; others add to the address."""
        return url

    # --- what templates show ----------------------------------------------------

    def _tickets(self):
        """The customer's tickets the message is about."""
        self.ensure_one()
        return (
            self.env["ticket.ticket"]
            .sudo()
            .search(
                [
                    ("session_id", "=", self.session_id.id),
                    ("partner_id", "=", self.partner_id.id),
                    ("state", "=", "valid"),
                ]
            )
        )

    def _tickets_url(self):
        """Where the customer shows the tickets; empty for tickets on paper."""
        order_sudo = self._tickets().order_id[:1]
        return order_sudo._ticket_phone_url() if order_sudo else ""

    def _change_words(self):
        """What is told of a change: (subject, text), in the reader's language; nothing
        where there is none, as when the template is tried on any message."""
        return self.change_id._words() if self.change_id else ("", "")

    def _way(self):
        """How to get there: (words, address of a map)."""
        venue_sudo = self.session_id.venue_id.sudo()
        return venue_sudo.transport or "", venue_sudo.map_url or ""

    # --- what readers do --------------------------------------------------------

    def _opened(self):
        self.filtered(
            lambda trace: not trace.opened_at
        ).opened_at = fields.Datetime.now()

    def _clicked(self):
        """Who clicks has opened it, even if the pictures of the mail were not loaded."""
        self._opened()
        self.filtered(
            lambda trace: not trace.clicked_at
        ).clicked_at = fields.Datetime.now()

    @api.model
    def _note_purchases(self):
        """See who bought tickets of the show after clicking.

        One statement: it looks at every click of the last weeks.
        """
        self.flush_model()
        self.env["ticket.ticket"].flush_model()
        self.env.execute_query(
            SQL(
                """UPDATE ticket_message_trace AS trace
                      SET bought_at = found.bought_at
                     FROM (SELECT trace.id, min(ticket.issued_at) AS bought_at
                             FROM ticket_message_trace AS trace
                             JOIN ticket_ticket AS ticket
                               ON ticket.partner_id = trace.partner_id
                              AND ticket.show_id = trace.show_id
                              AND ticket.issued_at >= trace.clicked_at
                              AND ticket.issued_at
                                  < trace.clicked_at + %(days)s * interval '1 day'
                            WHERE trace.bought_at IS NULL
                              AND trace.kind NOT IN ('ticket', 'reminder', 'change')
                              AND trace.clicked_at >= now() AT TIME ZONE 'UTC'
                                  - (%(days)s + 1) * interval '1 day'
                         GROUP BY trace.id) AS found
                    WHERE found.id = trace.id
                RETURNING trace.id""",
                days=FRUIT_DAYS,
            )
        )
        self.invalidate_model(["bought_at"], flush=False)
