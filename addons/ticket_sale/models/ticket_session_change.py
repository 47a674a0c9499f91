from odoo import models


class TicketSessionChange(models.Model):
    """Customers who have tickets are told of a change, by the house's message for it."""

    _inherit = "ticket.session.change"

    def _tell_customers(self):
        """Queue one message a customer and session. The session says how many are told;
        a house that has switched the message off tells nobody."""
        messages = self.env["ticket.message"].sudo()
        for change_sudo in self.sudo():
            message_sudo = messages.search(
                [
                    ("kind", "=", "change"),
                    ("company_id", "=", change_sudo.company_id.id),
                ],
                limit=1,
            )
            told = message_sudo._note_change(change_sudo) if message_sudo else ()
            change_sudo.told_count = len(told)
        self.env.ref("ticket_sale.ir_cron_messages")._trigger()

    def _words(self):
        """What customers are told, in the language of the environment.

        :return: (subject, text)
        """
        session, show = self.session_id, self.session_id.show_id.name
        before = session._say_moment(self.start_before, session.tz)
        return {
            "postponed": (
                self.env._("Postponed: %(show)s, %(date)s", show=show, date=before),
                self.env._(
                    "%(show)s on %(date)s is postponed. Your tickets stay valid for the "
                    "new date, which we will tell you.",
                    show=show,
                    date=before,
                ),
            ),
            "rescheduled": (
                self.env._("New date: %(session)s", session=session.display_name),
                self.env._(
                    "%(show)s on %(date)s takes place at another time: %(session)s. Your "
                    "tickets are valid for it; please load them again from your account.",
                    show=show,
                    date=before,
                    session=session.display_name,
                ),
            ),
            "cancelled": (
                self.env._("Cancelled: %(show)s, %(date)s", show=show, date=before),
                self.env._(
                    "%(show)s on %(date)s is cancelled. We will tell you how you get "
                    "your money back.",
                    show=show,
                    date=before,
                ),
            ),
        }[self.kind]
