from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..tools import find_text, identity

#: A look by the end of a phone, by a name or by a seat sees no session older than that.
WEAK_MARGIN = timedelta(hours=24)


class TicketTicket(models.Model):
    """Finding tickets by what people bring to a counter: a code, an order's number, a
    phone, a document, a name, a seat.

    Whoever calls has checked that the user may look, and tells no more of a person than
    is needed to know the right one.
    """

    _inherit = "ticket.ticket"

    @api.model
    def _find_tickets(self, kind, text, company, session=None, limit=None):
        """Return the tickets, with sudo, that a text of a kind stands for.

        :param kind: one of ``find_text.KINDS``
        :param session: look in this session only; a seat is one of many otherwise
        """
        tickets_sudo = self.sudo()
        if kind == "ticket":
            ticket_sudo, _found = self._find_by_code(text, company)
            return ticket_sudo.filtered(lambda one: one.company_id == company)
        if kind == "link":
            link_sudo = self.env["ticket.link"]._find(text)
            return link_sudo.filtered(lambda one: one.company_id == company).ticket_ids
        domain = getattr(self, f"_find_domain_{kind}")(text)
        if domain.is_false():
            return tickets_sudo
        domain &= Domain("company_id", "=", company.id)
        if session:
            domain &= Domain("session_id", "=", session.id)
        elif find_text.is_weak(kind, text):
            since = fields.Datetime.now() - WEAK_MARGIN
            domain &= Domain("session_id.end", ">", since)
        return tickets_sudo.search(domain, limit=limit)

    @api.model
    def _find_domain_order(self, text):
        """By the number of the order; channels add theirs. Each asks its own table: an
        index is of no use to conditions over several."""
        orders_sudo = self.env["sale.order"].sudo()
        found = orders_sudo.search([("name", "=ilike", find_text.literal(text))])
        found |= orders_sudo.search([("client_order_ref", "=", text)])
        return (
            Domain("sale_line_id", "in", found.order_line.ids)
            & Domain("handed_over", "=", False)  # the seller has it no more
        ) | Domain("holder_order_id", "in", found.ids)

    @api.model
    def _find_domain_phone(self, text):
        """By a telephone or its last digits: the customer's, or what the buyer gave."""
        tail = find_text.phone_tail(find_text.phone_digits(text))
        if not tail:
            return Domain.FALSE
        partner_ids = self.env["res.partner"].sudo()._ticket_with_phone(tail)
        hold_ids = self.env["ticket.hold"].sudo()._with_phone(tail)
        return Domain("partner_id", "in", partner_ids) | Domain(
            "hold_id", "in", hold_ids
        )

    @api.model
    def _find_domain_identity(self, text):
        """By the document of the person a ticket is for: all of it or the last four."""
        number = find_text.identity_text(text)
        if not number:
            return Domain.FALSE
        holders_sudo = self.env["ticket.holder"].sudo()
        sold = Domain("state", "=", "sold")
        if len(number) == find_text.LAST_DIGITS:
            sold &= Domain("last_four", "=", number)
        else:
            fingerprints = [
                holders_sudo._fingerprint(document, number)
                for document in identity.DOCUMENTS
            ]
            sold &= Domain("number_hash", "in", fingerprints)
        return Domain("id", "in", holders_sudo.search(sold).ticket_id.ids)

    @api.model
    def _find_domain_name(self, text):
        """By the name of the customer or of the person a ticket is for."""
        if not find_text.is_name(text):
            return Domain.FALSE
        holders = self.env["ticket.holder"].sudo()
        named = holders.search([("state", "=", "sold"), ("name", "ilike", text)])
        return (
            Domain("partner_id.name", "ilike", text)
            | Domain("holder_name", "ilike", text)
            | Domain("id", "in", named.ticket_id.ids)
        )

    @api.model
    def _find_domain_seat(self, text):
        """By row and seat, and the section where somebody says it."""
        seat = find_text.read_seat(text)
        if not seat:
            return Domain.FALSE
        domain = Domain("place_id.seat_id.row", "=ilike", find_text.literal(seat.row))
        domain &= Domain(
            "place_id.seat_id.number", "=ilike", find_text.literal(seat.seat)
        )
        if seat.section:
            domain &= Domain("place_id.section_id.name", "ilike", seat.section)
        return domain & Domain("state", "in", ("valid", "used"))

    # --- what they were bought with ----------------------------------------------

    def _bought_with(self):
        """The document that sold this ticket, maybe none; channels add theirs."""
        self.ensure_one()
        return self.order_id

    # --- whose they are ------------------------------------------------------------

    def _is_phone_of(self, text):
        """Whether a telephone, or the end of it, is the buyer's of one of these."""
        tail = find_text.phone_tail(find_text.phone_digits(find_text.clean(text)))
        known = {ticket._buyer_phone() for ticket in self} - {""}
        return bool(tail) and any(phone.endswith(tail) for phone in known)

    def _is_identity_of(self, text):
        """Whether a document, or its last four, is that of a person of one of these."""
        number = find_text.identity_text(find_text.clean(text))
        holders_sudo = self.sudo().holder_ids.filtered(lambda one: one.state == "sold")
        if not number:
            return False
        if len(number) == find_text.LAST_DIGITS:
            return number in holders_sudo.mapped("last_four")
        return any(
            holder._fingerprint(holder.document, number) == holder.number_hash
            for holder in holders_sudo
        )

    def _buyer_phone(self):
        """The buyer's telephone in one spelling; empty if nobody knows it."""
        ticket_sudo = self.sudo()
        return identity.clean_phone(
            ticket_sudo.partner_id.phone or ticket_sudo.hold_id.buyer_phone or ""
        )
