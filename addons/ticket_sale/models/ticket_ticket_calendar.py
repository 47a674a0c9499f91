from datetime import UTC

from odoo import fields, models
from odoo.tools import get_lang

from ..tools.calendar_file import Visit, calendar_file


class TicketTicket(models.Model):
    """The sessions of tickets for the buyer's own calendar."""

    _inherit = "ticket.ticket"

    def _calendar(self, lang=None, url=""):
        """Return a calendar file with an entry for each session.

        :param url: where the tickets are shown, said in each entry
        """
        tickets_sudo = self.sudo()  # callers have checked who asks
        if lang:
            tickets_sudo = tickets_sudo.with_context(lang=get_lang(self.env, lang).code)
        visits = [
            tickets._visit(url)
            for _session, tickets in tickets_sudo.grouped("session_id").items()
        ]
        return calendar_file(
            visits,
            name=tickets_sudo.env._("Tickets"),
            stamp=fields.Datetime.now().replace(tzinfo=UTC),
        )

    def _visit(self, url):
        """The calendar entry of tickets of one session."""
        session, venue = self.session_id, self.session_id.venue_id
        address = venue.address_id
        where = [session.hall_id.display_name, address.street, address.city]
        notes = [f"{one.seat_label} · {one.type_id.name}" for one in self]
        if url:
            notes.append(self.env._("Show the tickets: %(url)s", url=url))
        changed = session.write_date - session.create_date
        return Visit(
            uid=f"ticket-{session.id}-{self.order_id.id or self[0].id}@{self._calendar_host()}",
            start=session.start.replace(tzinfo=UTC),
            end=session.end.replace(tzinfo=UTC),
            tz=session.tz or "UTC",
            title=session.show_id.name,
            place=", ".join(filter(None, where)),
            notes="\n".join(notes),
            url=url,
            changed=session.write_date.replace(tzinfo=UTC),
            sequence=max(0, int(changed.total_seconds() // 60)),
            cancelled=session.state == "cancelled",
            alarm_text=self.env._("Have your tickets ready"),
        )

    def _calendar_host(self):
        return self[0].get_base_url().partition("//")[2].partition("/")[0]
