from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_time

MANAGERS = "ticket_sale.group_ticket_supervisor"
#: A till speaks every minute: after three it does not hear of an emergency.
UNHEARD_AFTER = timedelta(minutes=3)


class TicketLease(models.Model):
    """A till that sells offline and is not heard of is an alarm on managers' screens,
    once, until it speaks again."""

    _inherit = "ticket.lease"

    is_alarmed = fields.Boolean(
        readonly=True, copy=False, help="Managers were told that the till is silent."
    )

    @api.model
    def _cron_silent(self):
        """Tell managers of tills that fell silent while they were at work."""
        silent = self.search([("is_silent", "=", True), ("is_alarmed", "=", False)])
        silent.filtered(lambda lease: lease._is_at_work())._alarm_managers()

    def _is_at_work(self):
        """A till that is closed for the night says nothing, and need not."""
        self.ensure_one()
        return bool(self.told_count) or self.config_id.has_active_session

    def _alarm_managers(self):
        self.is_alarmed = True
        for till, leases in self.grouped("config_id").items():
            leases._tell_managers(
                "danger",
                till.name,
                lambda lease: lease.env._(
                    "Nothing was heard of this till since %(time)s. It may be selling "
                    "its offline seats, and sales may wait in it. Look after its line.",
                    time=format_time(lease.env, lease.seen_at, time_format="HH:mm"),
                ),
            )

    def _alarm_unheard(self, venue):
        """Tell managers which tills may be selling offline for a venue in an emergency,
        since nothing tells these."""
        limit = fields.Datetime.now() - UNHEARD_AFTER
        unheard = self.search(
            [
                ("state", "=", "active"),
                ("seen_at", "<", limit),
                ("session_id.venue_id", "=", venue.id),
            ]
        ).filtered(lambda lease: lease._is_at_work())
        for till, leases in unheard.grouped("config_id").items():
            leases._tell_managers(
                "danger",
                till.name,
                lambda lease: lease.env._(
                    "This till is without a line and does not know of the emergency at "
                    "%(venue)s: it may be selling. Send somebody there.",
                    venue=venue.name,
                ),
            )

    def _heard(self, waiting):
        """The till has spoken; so many sales wait in it."""
        self.ensure_one()
        self.write({"seen_at": fields.Datetime.now(), "told_count": waiting})
        if self.is_alarmed:
            self.is_alarmed = False
            self._tell_managers(
                "success",
                self.config_id.name,
                lambda lease: lease.env._("This till is heard again."),
            )

    def _tell_managers(self, level, title, words):
        """Show it on the screens of the company's supervisors, in their language, and
        write it down.

        :param words: the text, by a lease in the reader's language and time zone
        """
        group_sudo = self.env.ref(MANAGERS).sudo()
        company = self.company_id[:1]
        for user in group_sudo.all_user_ids.filtered(
            lambda user, company=company: company in user.company_ids
        ):
            reader = self[:1].with_context(lang=user.lang, tz=user.tz)
            user._bus_send(
                "simple_notification",
                {
                    "type": level,
                    "title": title,
                    "message": words(reader),
                    "sticky": level == "danger",
                },
            )
        for lease in self:
            lease.message_post(body=words(lease))
