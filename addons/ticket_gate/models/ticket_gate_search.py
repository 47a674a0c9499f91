from odoo import api, fields, models

from odoo.addons.ticket_sale.tools import find_text

from ..tools import wording
from .ticket_gate_package import PACKAGE_AHEAD, PACKAGE_BACK

#: Shown for one look; more are asked for with a better word.
MOST_FOUND = 20


class TicketGate(models.Model):
    """A supervisor at a lane finds the ticket of somebody who cannot show it."""

    _inherit = "ticket.gate"

    @api.model
    def _status(self, device, lang):
        status = super()._status(device, lang)
        status["device"]["may_search"] = device.may_search
        return status

    @api.model
    def _search_tickets(self, device, text, lang):
        """Return what staff may see of the tickets a text stands for.

        Only tickets of sessions at the lane's venues, from a day ago to two days ahead.

        :param str text: an order's number, a seat, a name, the end of a telephone, …
        :return: ``tickets`` and ``more``, whether there are others
        """
        settings = self._settings(device.gate)
        now = fields.Datetime.now()
        sessions_sudo = self._sessions_of(
            settings, now - PACKAGE_BACK, now + PACKAGE_AHEAD, lang
        )
        company = self.env["res.company"].browse(settings.company)
        found_sudo = self.env["ticket.ticket"].sudo()
        for kind, wanted in find_text.guess(text):
            found_sudo |= self._found_at(sessions_sudo, kind, wanted, company)
        found_sudo = found_sudo.sorted(lambda one: (one.session_id.start, one.id))
        return {
            "tickets": [
                self._found(ticket_sudo, settings.tz, lang)
                for ticket_sudo in found_sudo[:MOST_FOUND]
            ],
            "more": len(found_sudo) > MOST_FOUND,
        }

    def _found_at(self, sessions_sudo, kind, text, company):
        """Look session by session: a seat is one of many, and a name of all years."""
        find = self.env["ticket.ticket"]._find_tickets
        if kind in {"ticket", "link", "order"}:
            found_sudo = find(kind, text, company, limit=500)
            return found_sudo.filtered(lambda one: one.session_id in sessions_sudo)
        found_sudo = self.env["ticket.ticket"].sudo()
        for session_sudo in sessions_sudo:
            found_sudo |= find(
                kind, text, company, session=session_sudo, limit=MOST_FOUND + 1
            )
        return found_sudo

    def _found(self, ticket_sudo, tz, lang):
        words = self.env["ticket.scan"]._words(
            ticket_sudo.show_id.id,
            ticket_sudo.session_id.venue_id.id,
            ticket_sudo.type_id.id,
            ticket_sudo.zone_id.id,
            lang,
        )
        start = fields.Datetime.context_timestamp(
            ticket_sudo.with_context(tz=tz), ticket_sudo.session_id.start
        )
        holder = ticket_sudo.holder_name or ticket_sudo.partner_id.name
        return {
            "number": ticket_sudo.number,
            "type": words.type,
            "session": f"{words.show} · {wording.day_and_time(start, lang)}",
            "place": self.env["ticket.scan"]
            ._seat_words(ticket_sudo.session_id.venue_id.id, lang)
            .retell(ticket_sudo.seat_label),
            "holder": wording.mask_name(holder),
            "admits": ticket_sudo.admits,
            "admitted": ticket_sudo.admitted or 0,
            "outside": ticket_sudo.outside or 0,
            "state": ticket_sudo.state,
        }
