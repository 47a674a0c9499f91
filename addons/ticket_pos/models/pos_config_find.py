from odoo import models

from odoo.addons.ticket_sale.tools import find_text, identity

#: Orders shown for one look, tickets shown of one order.
CARDS = 20
TICKETS = 200
#: Looks by what belongs to a person that a cashier may do: enough for a queue, far too few
#: to try all ends of a phone.
PERSONAL_MOST = 60
PERSONAL_MINUTES = 10


class PosConfig(models.Model):
    """One box at the till finds tickets by whatever the customer brings."""

    _inherit = "pos.config"

    def ticket_find(self, text, kind=None, session_id=False):
        """Find orders by a scan, an order's number, a seat, a phone, an ID, a name.

        :param kind: one of ``find_text.KINDS``; without it, whatever the text can be
        :param session_id: where a seat without a session is looked for first
        :return: ``kind`` that was found, ``results`` (cards, see
            :meth:`_ticket_find_card`), ``more`` (not all are shown), ``refused`` (why
            nobody looked), ``verdict`` (is a scanned ticket real?)
        """
        self._ticket_check_cashier()
        looks = find_text.guess(str(text or ""))
        if kind in find_text.KINDS:
            wanted = [look for look in looks if look[0] == kind]
            looks = wanted or [(kind, find_text.clean(str(text or "")))]
        answer = {"kind": False, "results": [], "more": False, "refused": False}
        answer["verdict"] = self._ticket_verdict(looks)
        answer |= self._ticket_look(looks, self._ticket_find_session(session_id))
        self.env["ticket.find.log"]._note(
            self,
            [name for name, _text in looks] + [answer["kind"]] * bool(answer["kind"]),
            found=len(answer["results"]),
            refused=bool(answer["refused"]),
        )
        return answer

    def _ticket_verdict(self, looks):
        """What a scanned ticket is worth: real, used, given back, forged."""
        for kind, text in looks:
            if kind == "ticket":
                verdict = self.env["ticket.ticket"]._verify_code(text)
                return {name: verdict[name] for name in ("result", "title", "message")}
        return False

    def _ticket_look(self, looks, session):
        """The first of the open ways that finds something; else all personal ways."""
        for kind, text in looks:
            if kind not in find_text.PERSONAL:
                tickets_sudo = self._ticket_look_by(kind, text, session)
                orders_sudo = self._ticket_unissued(text) if kind == "order" else ()
                if tickets_sudo or orders_sudo:
                    return self._ticket_cards(kind, tickets_sudo, orders_sudo)
        personal = [look for look in looks if look[0] in find_text.PERSONAL]
        if not personal:
            return {}
        if not self._ticket_may_look():
            return {
                "refused": self.env._(
                    "You have looked for people very often in the last minutes. Scan the "
                    "ticket or type the order's number, or wait some minutes."
                )
            }
        by_kind = {
            kind: self._ticket_look_by(kind, text, None) for kind, text in personal
        }
        found = [kind for kind, tickets_sudo in by_kind.items() if tickets_sudo]
        if not found:
            return {}
        tickets_sudo = self.env["ticket.ticket"].sudo().union(*by_kind.values())
        return self._ticket_cards(found[0], tickets_sudo)

    def _ticket_look_by(self, kind, text, session):
        find = self.env["ticket.ticket"]._find_tickets
        company, limit = self.company_id, CARDS * 10
        if kind == "seat" and session:
            here = find(kind, text, company, session, limit)
            return here or find(kind, text, company, None, limit)
        return find(kind, text, company, None, limit)

    def _ticket_may_look(self):
        """Count a look for a person, and tell whether there were not too many."""
        return self.env["ticket.throttle"]._allows(
            f"ticket_find/{self.env.uid}", "", PERSONAL_MOST, PERSONAL_MINUTES
        )

    def _ticket_find_session(self, session_id):
        session = self.env["ticket.session"].browse(session_id or ()).exists()
        return session.filtered(lambda one: one.company_id == self.company_id)

    def _ticket_unissued(self, text):
        """Orders of this number that have no tickets yet: not paid, or refused."""
        return (
            self.env["sale.order"]
            .sudo()
            .search(
                [
                    ("name", "=ilike", find_text.literal(text)),
                    ("company_id", "=", self.company_id.id),
                    ("order_line.ticket_session_id", "!=", False),
                    ("order_line.ticket_ids", "=", False),
                ],
                limit=CARDS,
            )
        )

    # --- cards ------------------------------------------------------------------

    def _ticket_cards(self, kind, tickets_sudo, orders_sudo=()):
        by_document = {}
        for ticket in tickets_sudo:
            document = ticket._bought_with() or ticket
            by_document.setdefault(document, self.env["ticket.ticket"].sudo())
            by_document[document] |= ticket
        by_document |= {
            order: self.env["ticket.ticket"].sudo() for order in orders_sudo
        }
        shown = list(by_document.items())[:CARDS]
        return {
            "kind": kind,
            "results": [
                self._ticket_find_card(document, matched, kind)
                for document, matched in shown
            ],
            "more": len(by_document) > CARDS,
        }

    def _ticket_find_card(self, document, matched, kind):
        """What the till shows of an order; of the person no more than was told already:
        the ends of numbers are what a customer proves to be the buyer by.

        :param document: with sudo: the ``sale.order``, ``pos.order``, booking or ticket
        :param matched: its tickets that were looked for
        """
        tickets = document if document._name == "ticket.ticket" else document.ticket_ids
        tickets = tickets.filtered(lambda one: one.company_id == self.company_id)
        tickets = tickets.sorted(
            lambda one: (
                one.state not in ("valid", "used"),
                one.session_id.start,
                one.id,
            )
        )
        first = tickets[:1]
        partner = document.partner_id if "partner_id" in document else first.partner_id
        phone = identity.clean_phone(partner.phone) or first._buyer_phone()
        channels = dict(first._fields["channel"]._description_selection(self.env))
        return {
            "key": f"{document._name},{document.id}",
            "model": document._name,
            "id": document.id,
            "reference": first._face_order() or document.display_name,
            "channel": first.channel or False,
            "channel_name": channels.get(first.channel, False),
            "customer": identity.mask_name(partner.name),
            "phone_end": phone[-find_text.LAST_DIGITS :] if kind == "phone" else "",
            "issued_at": first.issued_at.isoformat() if first else False,
            "total": sum(tickets.mapped("price")),
            "matched": matched.ids,
            "count": len(tickets),
            "tickets": tickets[:TICKETS]._find_values(with_numbers=kind == "identity"),
            "remark": self._ticket_find_remark(document, tickets),
        }

    def _ticket_find_remark(self, document, tickets):
        """Why there is nothing to hand out."""
        if tickets:
            return False
        if error := "ticket_issue_error" in document and document.ticket_issue_error:
            return error
        return self.env._("This order is not paid: it has no tickets yet.")
