from dataclasses import replace

from odoo import models


class TicketScan(models.Model):
    """Lanes for members of a tier, and companions who go where a wheelchair goes.

    Neither stands in the ticket's row. Both are looked up only when a ticket would be
    refused without, so that no other scan pays for it.
    """

    _inherit = "ticket.scan"

    def _decide(self, scan, read, ticket):
        decision = super()._decide(scan, read, ticket)
        if decision.admit or not ticket or not ticket.id:
            return decision
        rules = scan.settings.lane.rules
        known = {}
        if any(rule.tiers for rule in rules):
            known["tier"] = self._tier_of(ticket.id)
        if decision.reason == "wrong_gate" and any(rule.types for rule in rules):
            known["accompanies"] = self._accompanied_by(ticket.id)
        known = {name: value for name, value in known.items() if value}
        if not known:
            return decision
        ticket = replace(ticket, facts=replace(ticket.facts, **known))
        return super()._decide(scan, read, ticket)

    def _tier_of(self, ticket_id):
        """Return the membership tier of the ticket's customer, if it runs."""
        self.env.cr.execute(
            """
            SELECT member.tier_id
              FROM ticket_ticket ticket
              JOIN res_partner partner ON partner.id = ticket.partner_id
              JOIN ticket_membership member
                ON member.partner_id = COALESCE(partner.commercial_partner_id, partner.id)
               AND member.company_id = ticket.company_id AND member.state = 'active'
             WHERE ticket.id = %s
            """,
            [ticket_id],
        )
        found = self.env.cr.fetchone()
        return found and found[0]

    def _accompanied_by(self, ticket_id):
        """Return the type of the ticket on the wheelchair place beside a companion's
        seat."""
        self.env.cr.execute(
            """
            SELECT beside.type_id
              FROM ticket_ticket ticket
              JOIN ticket_place place ON place.id = ticket.place_id
              JOIN ticket_seat seat ON seat.id = place.seat_id
              JOIN ticket_seat_kind kind ON kind.id = seat.kind_id
              JOIN ticket_place wheelchair ON wheelchair.session_id = place.session_id
               AND wheelchair.seat_id = seat.companion_id
              JOIN ticket_ticket beside ON beside.place_id = wheelchair.id
               AND beside.state IN ('valid', 'used')
             WHERE ticket.id = %s AND kind.code = 'companion'
            """,
            [ticket_id],
        )
        found = self.env.cr.fetchone()
        return found and found[0]
