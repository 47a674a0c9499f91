from markupsafe import Markup

from odoo import models


class TicketSessionChange(models.Model):
    """Customers who have tickets are told of a change by mail."""

    _inherit = "ticket.session.change"

    def _tell_customers(self):
        """Queue one mail a customer and session; the mail server sends them in its own
        time. The session says how many were told."""
        for change in self:
            tickets_sudo = self.env["ticket.ticket"].sudo()
            partners_sudo = tickets_sudo.search(
                [
                    ("session_id", "=", change.session_id.id),
                    ("state", "=", "valid"),
                ]
            ).partner_id.filtered("email")
            self.env["mail.mail"].sudo().create(
                [change._mail_values(partner) for partner in partners_sudo]
            )
            change.sudo().told_count = len(partners_sudo)

    def _mail_values(self, partner):
        session = self.session_id.with_context(lang=partner.lang or self.env.lang)
        env = session.env
        before = session._say_moment(self.start_before, session.tz)
        show = session.show_id.name
        subject, text = {
            "postponed": (
                env._("Postponed: %(show)s, %(date)s", show=show, date=before),
                env._(
                    "%(show)s on %(date)s is postponed. Your tickets stay valid for the "
                    "new date, which we will tell you.",
                    show=show,
                    date=before,
                ),
            ),
            "rescheduled": (
                env._("New date: %(session)s", session=session.display_name),
                env._(
                    "%(show)s on %(date)s takes place at another time: %(session)s. Your "
                    "tickets are valid for it; please load them again from your account.",
                    show=show,
                    date=before,
                    session=session.display_name,
                ),
            ),
            "cancelled": (
                env._("Cancelled: %(show)s, %(date)s", show=show, date=before),
                env._(
                    "%(show)s on %(date)s is cancelled. We will tell you how you get "
                    "your money back.",
                    show=show,
                    date=before,
                ),
            ),
        }[self.kind]
        return {
            "email_to": partner.email_formatted,
            "email_from": session.company_id.email_formatted,
            "subject": subject,
            "body_html": Markup("<p>%s</p><p>%s</p>") % (text, self.notice or ""),
            "auto_delete": True,
        }
