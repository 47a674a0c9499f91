from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ..tools import token as ticket_token

_lt = LazyTranslate(__name__)

#: What anybody may learn of a code: {result: (headline, what it means)}
VERDICTS = {
    "real": (
        _lt("This ticket is real"),
        _lt("It was issued by us and has not been used yet."),
    ),
    "used": (
        _lt("This ticket was used"),
        _lt("It is one of ours, but somebody has entered with it already."),
    ),
    "refunded": (
        _lt("This ticket was refunded"),
        _lt("It was given back and does not admit anybody any more."),
    ),
    "exchanged": (
        _lt("This ticket was exchanged"),
        _lt("Another ticket took its place; this one admits nobody."),
    ),
    "cancelled": (
        _lt("This ticket was cancelled"),
        _lt("It does not admit anybody any more."),
    ),
    "forged": (
        _lt("This ticket is forged"),
        _lt("The code was not signed by us. Do not buy it."),
    ),
    "unknown": (
        _lt("We do not know this ticket"),
        _lt("Check the number: 16 digits, as printed under the code."),
    ),
}
RESULT_OF_STATE = {"valid": "real"}


class TicketTicket(models.Model):
    """Is this ticket real? The answer tells nothing about who has it."""

    _inherit = "ticket.ticket"

    @api.model
    def _verify_code(self, code):
        """Tell what a scanned or typed code is worth, to anybody who asks.

        :return: dict of ``result`` (a key of ``VERDICTS``), ``title``, ``message`` and
            ``ticket`` (``None`` unless the ticket is ours)
        """
        ticket_sudo, found = self._find_in_any_company((code or "")[:400])
        if found == "ok":
            result = RESULT_OF_STATE.get(ticket_sudo.state, ticket_sudo.state)
        else:
            result = "forged" if found == "forged" else "unknown"
        title, message = VERDICTS[result]
        return {
            "result": result,
            "title": self.env._(title),
            "message": self.env._(message),
            "ticket": ticket_sudo._public_facts() if ticket_sudo else None,
        }

    @api.model
    def _find_in_any_company(self, code):
        """:meth:`_find_by_code`, whichever company of this database signed the code."""
        ticket_sudo, found = self._find_by_code(code)
        if found != "forged":
            return ticket_sudo, found
        # all of them, and there are few: pylint: disable=no-search-all
        others = self.env["res.company"].sudo().search([]) - self.env.company
        for company in others:
            ticket_sudo, found = self._find_by_code(code, company)
            if found != "forged":
                break
        return ticket_sudo, found

    def _public_facts(self):
        """What is printed on the ticket, save the name: nothing personal, no price."""
        self.ensure_one()
        session = self.session_id
        return {
            "number": ticket_token.format_number(self.number),
            "show": session.show_id.name,
            "session": session.id,
            "when": session._when(),
            "start": session.start.isoformat() + "Z",
            "venue": session.hall_id.display_name,
            "place": self.place_id.display_name or self.seat_label,
            "type": self.type_id.name,
            "session_state": session.state,
        }
