from dataclasses import replace

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.ticket_sale.tools import rotating_code

from .. import reasons
from ..tools import pass_code, persons, scanning


class TicketScan(models.Model):
    """Scans of persons: an ID number, a face that a terminal knows, a member's card.

    The ticket is found, and from there on it is a scan like any other.
    """

    _inherit = "ticket.scan"

    @api.model
    def _scan(self, device, request, lang, hub=None):
        request = self._veiled(request, device.may_identify)
        return super()._scan(device, request, lang, hub)

    @api.model
    def _veiled(self, request, is_allowed):
        """Return the request without what the person is known by, if it is of one."""
        media = request.media
        if not media and persons.looks_like_id(scanning.normalise_code(request.code)):
            media = "id"
        matcher = self.env["ticket.gate.matcher"]._of(media)
        if matcher is None:
            return request
        code = request.code[: scanning.LONGEST_CODE]
        keys = matcher._keys(code, fields.Date.context_today(self))
        return replace(request, code=persons.Veiled.of(media, keys, is_allowed))

    @api.model
    def _read_code(self, code, company_id):
        if isinstance(code, persons.Veiled):
            return scanning.ReadCode(problem="malformed")
        return super()._read_code(code, company_id)

    def _answer(self, scan, read):
        return super()._answer(scan, self._read_person(scan, read))

    def _read_person(self, scan, read):
        """Return the ticket's number of a person who was told, or ``read`` as it is."""
        code = scan.request.code
        if not isinstance(code, persons.Veiled):
            malformed = read.problem == "malformed"
            return self._read_member(scan, read) if malformed else read
        if not code.is_allowed:
            return read
        return self.env["ticket.gate.matcher"]._of(code.media)._match(scan, code.keys)

    def _look_up(self, scan):
        """Return the code and the ticket of a scan that is only tried, not made."""
        code = scan.request.code
        if persons.looks_like_id(scanning.normalise_code(code)):
            request = self._veiled(scan.request, is_allowed=True)
            scan = replace(scan, request=request)
        read = self._read_code(scan.request.code, scan.settings.company)
        read = self._read_person(scan, read)
        return read, self._find_ticket(scan, read)

    def _read_member(self, scan, read):
        """Return the ticket of the member whose card this is, unless a pass has it."""
        card = pass_code.card_code(scan.request.code)
        company = self.env["res.company"].browse(scan.settings.company)
        member = card and self.env["res.partner"]._ticket_by_card(card, company)
        if not member or self.env["ticket.gate.pass"]._lock(scan, read):
            return read
        matcher = self.env["ticket.gate.matcher"]
        members = SQL("ticket.partner_id = %s", member.id)
        found = matcher._tickets_near(scan, members)
        return matcher._pick(scan, found, "no_ticket_for_id")

    def _judge(self, row, scan, read):
        if read.is_person:  # who is here needs no code that proves it
            return rotating_code.OK
        return super()._judge(row, scan, read)

    def _decide(self, scan, read, ticket):
        decision = super()._decide(scan, read, ticket)
        if decision.reason == "pick_one":
            return replace(decision, params={"tickets": read.tickets})
        return decision

    def _message(self, scan, ticket, decision):
        if decision.reason == "pick_one":
            return reasons.message("pick_one", scan.lang, **decision.params)
        return super()._message(scan, ticket, decision)
