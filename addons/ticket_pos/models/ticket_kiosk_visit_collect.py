from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain

from odoo.addons.ticket_sale.buyer import phone_key
from odoo.addons.ticket_sale.exceptions import TicketError
from odoo.addons.ticket_sale.tools import identity

from ..exceptions import KioskNotReady, NothingToCollect, TooManyTries

#: Searches at one kiosk, and for one order or telephone at all kiosks, in these minutes.
TRIES_HERE, TRIES_FOR_ONE, TRY_MINUTES = 12, 5, 10
#: An hour after the end nobody needs a ticket any more.
TOO_LATE = timedelta(hours=1)
MOST_FOUND = 40
LONGEST_CODE = 400


class TicketKioskVisit(models.Model):
    """Tickets that were bought elsewhere come out of the kiosk.

    A code from the confirmation is proof enough. Whoever has none says two things: the
    order and the telephone, or one of them and the end of an identity card. Answers
    never tell which of them was wrong, and guessing is limited.
    """

    _inherit = "ticket.kiosk.visit"

    collected_ids = fields.Many2many(
        "ticket.ticket", "ticket_kiosk_visit_ticket_rel", readonly=True
    )

    def _find(self, code=None, order=None, phone=None, identity_end=None):
        """Find tickets to print; the visit may print those and no others.

        :return: ``orders`` with their tickets; ``printable`` tells each ticket's fate
        :raise NothingToCollect, TooManyTries:
        """
        self._check_choosing()
        words = [str(word or "").strip() for word in (order, phone, identity_end)]
        if code:
            self._count_try(None)
            tickets = self._of_code(str(code)[:LONGEST_CODE])
        else:
            self._count_try(words)
            tickets = self._of_words(*words)
        tickets = tickets.filtered(lambda ticket: ticket.state in ("valid", "used"))
        if not tickets:
            raise NothingToCollect(
                self.env._(
                    "We found no tickets for this. Check what you entered, or ask at "
                    "the counter."
                )
            )
        tickets = tickets.sorted("id")[:MOST_FOUND]
        self.found = tickets.ids
        return {"orders": self._shown_orders(tickets)}

    def _print_found(self, ticket_ids):
        """Print found tickets, each once in its life; more are a matter of the counter.

        :raise KioskNotReady: the printer cannot print now
        """
        self._check_choosing()
        kiosk = self.kiosk_id
        kiosk._ask_printer(always=True)
        condition, _note = kiosk._judge()
        if condition not in ("ready", "collect_only"):
            raise KioskNotReady(
                self.env._(
                    "This kiosk cannot print right now. Please use another one or go to "
                    "the counter."
                ),
                condition=condition,
            )
        wanted = {int(i) for i in ticket_ids} & set(self.found or ())
        tickets = self.env["ticket.ticket"].browse(sorted(wanted))
        tickets = tickets.filtered(lambda t: self._fate(t) == "ready")
        if not tickets:
            raise TicketError(
                self.env._("These tickets were printed already. Ask at the counter.")
            )
        jobs = self.env["ticket.print.job"].with_user(kiosk.user_id).sudo()
        jobs._enqueue(tickets, kiosk._printer())
        self._tell_orders(tickets)
        self.write(
            {
                "collected_ids": [(4, ticket.id) for ticket in tickets],
                "collected_count": self.collected_count + len(tickets),
            }
        )
        self._close("done", False)
        return self._served()

    # --- finding ------------------------------------------------------------

    def _count_try(self, words):
        """:raise TooManyTries: this kiosk, or this order or telephone, was asked for
        too often"""
        throttle = self.env["ticket.throttle"]
        allowed = throttle._allows(
            f"kiosk {self.kiosk_id.id}", "", TRIES_HERE, TRY_MINUTES
        )
        order, phone, _end = words or ("", "", "")
        for kind, word in (
            ("order", identity.normalize(order)),
            ("phone", phone_key(phone)),
        ):
            if word:
                allowed &= throttle._allows(
                    f"kiosk {kind} {word}", "", TRIES_FOR_ONE, TRY_MINUTES
                )
        if not allowed:
            raise TooManyTries(
                self.env._(
                    "Too many tries. Please wait some minutes, or ask at the counter."
                )
            )

    def _of_code(self, code):
        """The tickets that were bought with the one whose code was scanned."""
        company = self.company_id
        tickets = self.env["ticket.ticket"].with_company(company)
        ticket_sudo, found = tickets._find_by_code(code, company)
        if found != "ok" or ticket_sudo.company_id != company:
            return tickets.browse()
        together = self._together(ticket_sudo.sudo(False).with_env(self.env))
        return together.filtered(lambda t: t.partner_id == ticket_sudo.partner_id)

    def _together(self, tickets):
        orders = tickets.order_id
        if not orders:
            return tickets
        return self.env["ticket.ticket"].search([("order_id", "in", orders.ids)])

    def _of_words(self, order, phone, end):
        """Two of three must be said, and both must be right."""
        key = phone_key(phone)
        end = identity.normalize(end)
        if bool(order) + bool(key) + (len(end) == identity.SHOWN) < 2:
            raise TicketError(
                self.env._("Please fill in both fields, the telephone number in full.")
            )
        domain = Domain("company_id", "=", self.company_id.id) & Domain(
            "session_id.end", ">", fields.Datetime.now() - TOO_LATE
        )
        if order:
            domain &= Domain("order_id.name", "=ilike", _literal(order))
        if len(end) == identity.SHOWN:
            holders = self.env["ticket.holder"]._search(
                [("last_four", "=", end), ("state", "=", "sold")]
            )
            domain &= Domain("id", "in", self._tickets_of_holders(holders))
        elif not order:
            return self.env["ticket.ticket"]
        tickets = self.env["ticket.ticket"].search(domain, limit=500)
        if key:
            tickets = tickets.filtered(lambda t: key in self._phones(t))
        return self._together(tickets) if order else tickets

    def _tickets_of_holders(self, holders):
        return self.env["ticket.holder"].browse(holders).ticket_id.ids

    def _phones(self, ticket):
        """The telephones of whoever bought the ticket, as they are compared."""
        order = ticket.order_id
        partners = ticket.partner_id | order.partner_id | order.partner_invoice_id
        return {phone_key(partner.phone) for partner in partners} - {""}

    # --- showing ------------------------------------------------------------

    def _shown_orders(self, tickets):
        return [
            {
                "name": order.name if order else "",
                "sessions": [
                    {
                        "show": session.show_id.name,
                        "hall": session.hall_id.display_name,
                        "when": session._when(),
                        "tickets": [
                            {
                                "id": ticket.id,
                                "label": ticket.seat_label,
                                "type": ticket.type_id.name,
                                "fate": self._fate(ticket),
                            }
                            for ticket in of_session
                        ],
                    }
                    for session, of_session in of_order.grouped("session_id").items()
                ],
            }
            for order, of_order in tickets.grouped("order_id").items()
        ]

    def _fate(self, ticket):
        """Whether the kiosk prints it: ``ready``, ``printed``, ``used`` or ``over``."""
        if ticket.state != "valid":
            return "used"
        if ticket.session_id.end < fields.Datetime.now() - TOO_LATE:
            return "over"
        jobs = self.env["ticket.print.job"].sudo()._latest(ticket)
        return "printed" if ticket.print_count or jobs else "ready"

    def _tell_orders(self, tickets):
        """Staff sees on the order where its tickets went."""
        for order, of_order in tickets.grouped("order_id").items():
            if order:
                order.sudo().message_post(
                    body=self.env._(
                        "Collected at the kiosk %(kiosk)s: %(seats)s",
                        kiosk=self.kiosk_id.name,
                        seats=", ".join(of_order.mapped("seat_label")),
                    )
                )


def _literal(text):
    """``text`` for ``=ilike``, in which % and _ stand for themselves."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
