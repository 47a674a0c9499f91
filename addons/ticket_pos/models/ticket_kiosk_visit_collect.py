from datetime import timedelta

from odoo import fields, models

from odoo.addons.ticket_sale.buyer import phone_key
from odoo.addons.ticket_sale.exceptions import TicketError
from odoo.addons.ticket_sale.tools import find_text, identity

from ..exceptions import KioskNotReady, NothingToCollect, TooManyTries

#: Searches at one kiosk, and for one order or telephone at all kiosks, in these minutes.
TRIES_HERE, TRIES_FOR_ONE, TRY_MINUTES = 12, 5, 10
#: An hour after the end nobody needs a ticket any more.
TOO_LATE = timedelta(hours=1)
MOST_FOUND = 40


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
    proof = fields.Char(readonly=True, groups="base.group_system")

    def _find(self, code=None, order=None, phone=None, identity_end=None):
        """Find tickets to print; the visit may print those and no others.

        :return: ``orders`` with their tickets; ``printable`` tells each ticket's fate
        :raise NothingToCollect, TooManyTries:
        """
        self._check_choosing()
        words = [str(word or "").strip() for word in (order, phone, identity_end)]
        if code:
            self._count_try(None)
            proof, tickets = self._of_code(code)
        else:
            self._count_try(words)
            proof, tickets = self._of_words(*words)
        tickets = tickets.filtered(lambda ticket: ticket.state in ("valid", "used"))
        if not tickets:
            raise NothingToCollect(
                self.env._(
                    "We found no tickets for this. Check what you entered, or ask at "
                    "the counter."
                )
            )
        tickets = tickets.sorted("id")[:MOST_FOUND]
        self.write({"found": tickets.ids, "proof": proof})
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
        self._note_pickups(tickets)
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
            self._refuse_tries()

    def _refuse_tries(self):
        raise TooManyTries(
            self.env._(
                "Too many tries. Please wait some minutes, or ask at the counter."
            )
        )

    def _of_code(self, code):
        """What a scanned code stands for: a ticket and those its owner has of the same
        order, or a link that somebody was sent.

        :return: (the proof, as ``ticket.pickup`` names it, tickets with sudo)
        """
        tickets = self.env["ticket.ticket"].sudo()
        scanned = find_text.scanned_code(find_text.clean(code))
        if not scanned:
            return "ticket", tickets
        kind, text = scanned
        found = tickets._find_tickets(kind, text, self.company_id)
        if kind == "ticket" and found:
            found |= self._together(found).filtered(
                lambda ticket: ticket.partner_id == found.partner_id
            )
        return kind, found

    def _of_words(self, order, phone, end):
        """Two of three must be said, and both must be right of the same order.

        :return: as :meth:`_of_code`
        :raise TicketError: one is missing
        """
        end = identity.normalize(end)
        phone = phone if phone_key(phone) else ""
        end = end if len(end) == identity.SHOWN else ""
        if bool(order) + bool(phone) + bool(end) < 2:
            raise TicketError(
                self.env._("Please fill in both fields, the telephone number in full.")
            )
        tickets = self.env["ticket.ticket"].sudo()
        first = ("order", order) if order else ("phone", phone)
        found = tickets._find_tickets(*first, self.company_id, limit=500)
        since = fields.Datetime.now() - TOO_LATE
        found = found.filtered(lambda ticket: ticket.session_id.end > since)
        right = tickets
        for of_order in found.grouped(lambda t: t._bought_with()).values():
            if (not phone or of_order._is_phone_of(phone)) and (
                not end or of_order._is_identity_of(end)
            ):
                right |= of_order
        return "identity" if end else "phone", right

    def _together(self, ticket):
        """The tickets that were bought with this one, where their document has them."""
        document = ticket._bought_with()
        return document.ticket_ids if document else ticket

    # --- showing ------------------------------------------------------------

    def _shown_orders(self, tickets):
        return [
            {
                "name": of_order[0]._face_order() or "",
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
            for of_order in tickets.grouped(lambda t: t._bought_with()).values()
        ]

    def _fate(self, ticket):
        """Whether the kiosk prints it: ``ready``, ``printed``, ``used`` or ``over``."""
        if ticket.state != "valid":
            return "used"
        if ticket.session_id.end < fields.Datetime.now() - TOO_LATE:
            return "over"
        jobs = self.env["ticket.print.job"].sudo()._latest(ticket)
        gone = ticket.pickup_id or ticket.print_count or jobs
        return "printed" if gone else "ready"

    def _note_pickups(self, tickets):
        """As at the counter: who had them, where and on what proof."""
        till = self._till()
        tickets = tickets.with_env(till.env).sudo()
        for document, of_order in tickets.grouped(lambda t: t._bought_with()).items():
            till._ticket_note_pickup(of_order, document, self.proof, "")
