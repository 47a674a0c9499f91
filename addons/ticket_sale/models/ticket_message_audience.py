from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain

#: A ticket is news for so long.
FRESH = timedelta(hours=2)
#: A session in one of these states takes place.
PLAYING_STATES = ("announced", "presale", "on_sale", "paused", "ended")


class TicketMessage(models.Model):
    """Who is due for which message."""

    _inherit = "ticket.message"

    def _collect(self):
        """Note down everybody who is due and was not noted before."""
        for message in self:
            getattr(message, f"_collect_{message.kind}")()

    def _note(self, wanted):
        """Make the rows of these customers, each once.

        :param list[dict] wanted: values of ``ticket.message.trace``, each with
            ``partner_id`` and ``occasion``
        """
        self.ensure_one()
        occasions = {values["occasion"] for values in wanted}
        Trace = self.env["ticket.message.trace"]
        noted = {
            (partner.id, occasion)
            for partner, occasion in Trace._read_group(
                [("message_id", "=", self.id), ("occasion", "in", list(occasions))],
                ["partner_id", "occasion"],
            )
        }
        return Trace.create(
            [
                {**values, "message_id": self.id}
                for values in wanted
                if (values["partner_id"], values["occasion"]) not in noted
            ]
        )

    def _ticket_holders(self, sessions, states=("valid",)):
        """Who has tickets: (session, customer, when they bought first) rows.

        sudo: the messages go to all customers of the company.
        """
        return (
            self.env["ticket.ticket"]
            .sudo()
            ._read_group(
                Domain("session_id", "in", sessions.ids)
                & Domain("state", "in", states)
                & Domain("partner_id", "!=", False),
                ["session_id", "partner_id"],
                ["issued_at:min"],
            )
        )

    def _collect_ticket(self):
        """Who has just bought on the website, once for each session of an order."""
        since = fields.Datetime.now() - FRESH
        bought = (
            self.env["ticket.ticket"]
            .sudo()
            .search_fetch(
                Domain("company_id", "=", self.company_id.id)
                & Domain("issued_at", ">", since)
                & Domain("channel", "=", "website")
                & Domain("state", "=", "valid")
                & Domain("partner_id", "!=", False)
            )
        )
        self._note(
            [
                {
                    "partner_id": order.partner_id.id,
                    "session_id": session.id,
                    "show_id": session.show_id.id,
                    "occasion": f"order-{order.id}-session-{session.id}",
                    "tz": session.tz,
                    "valid_until": session.start,
                }
                for order, session in bought.grouped(
                    lambda ticket: (ticket.order_id, ticket.session_id)
                )
                if order
            ]
        )

    def _collect_reminder(self):
        """Who has tickets of what begins soon, and had them when it was time to remind:
        who buys an hour before needs no reminder."""
        now, ahead = fields.Datetime.now(), timedelta(hours=self.hours)
        sessions = self.env["ticket.session"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "in", PLAYING_STATES),
                ("start", ">", now),
                ("start", "<=", now + ahead),
            ]
        )
        self._note(
            [
                {
                    "partner_id": partner.id,
                    "session_id": session.id,
                    "show_id": session.show_id.id,
                    "occasion": f"session-{session.id}-{session.start:%Y%m%d%H%M}",
                    "tz": session.tz,
                    "valid_until": session.start,
                }
                for session, partner, bought in self._ticket_holders(sessions)
                if bought < session.start - ahead
            ]
        )

    def _collect_change(self):
        """Nobody waits for the clock: a change tells its customers itself."""

    def _note_change(self, change):
        """Everybody with a ticket of a session that was put off or called off."""
        session = change.session_id
        return self._note(
            [
                {
                    "partner_id": partner.id,
                    "session_id": session.id,
                    "show_id": session.show_id.id,
                    "change_id": change.id,
                    "occasion": f"change-{change.id}",
                    "tz": session.tz,
                }
                for _session, partner, _bought in self._ticket_holders(session)
                if (self.by_mail and partner.email) or (self.by_sms and partner.phone)
            ]
        )
