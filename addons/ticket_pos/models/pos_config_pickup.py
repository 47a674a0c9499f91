from odoo import models

from odoo.addons.ticket_sale.exceptions import TicketError
from odoo.addons.ticket_sale.tools import find_text

#: Wrong proofs for one order that are listened to, and for how long.
PROOF_MOST = 5
PROOF_MINUTES = 10
MAX_NAME = 80


class PosConfig(models.Model):
    """Handing out tickets that were sold elsewhere."""

    _inherit = "pos.config"

    def ticket_pickup(self, ticket_ids, proof, text="", collector="", printer_id=False):
        """Check who asks, note the pick-up and print all tickets.

        :param ticket_ids: valid tickets of one order
        :param proof: one of ``ticket.pickup``'s proofs; ``text`` is what was scanned or
            told for it
        :param collector: the name of whoever came instead of the buyer
        :return: ``refused`` (the proof is wrong), ``again`` (who had them before; nothing
            was done), else ``prints`` as :meth:`ticket_prints`
        :raise TicketError: they are not tickets of one order that can be handed out
        """
        tickets_sudo = self._ticket_to_hand_out(ticket_ids)
        answer = {"refused": False, "again": [], "prints": False}
        if handed := tickets_sudo._handed_out():
            return answer | {"again": handed}
        document = tickets_sudo[0]._bought_with()
        if refusal := self._ticket_proof_refusal(
            document, tickets_sudo, proof, str(text or "")
        ):
            return answer | {"refused": refusal}
        self._ticket_note_pickup(tickets_sudo, document, proof, str(collector or ""))
        self._ticket_print_found(tickets_sudo, printer_id)
        return answer | {"prints": self.ticket_prints(ticket_ids)}

    def _ticket_to_hand_out(self, ticket_ids):
        tickets_sudo = self._ticket_found(ticket_ids)
        documents = {ticket._bought_with() or ticket for ticket in tickets_sudo}
        if len(documents) != 1:
            raise TicketError(
                self.env._("Tickets are handed out for one order at a time.")
            )
        if gone := tickets_sudo.filtered(lambda ticket: ticket.state != "valid"):
            states = dict(gone._fields["state"]._description_selection(self.env))
            raise TicketError(
                self.env._(
                    "%(seat)s cannot be handed out: %(state)s.",
                    seat=gone[0].seat_label,
                    state=states[gone[0].state],
                )
            )
        return tickets_sudo

    def _ticket_found(self, ticket_ids):
        """Tickets of this till's company, with sudo.

        :raise TicketError: there are none, or others are among them
        """
        self._ticket_check_cashier()
        wanted = {int(i) for i in ticket_ids or ()}
        tickets_sudo = (
            self.env["ticket.ticket"]
            .sudo()
            .search(
                [("id", "in", list(wanted)), ("company_id", "=", self.company_id.id)],
                order="id",
            )
        )
        if not tickets_sudo or len(tickets_sudo) != len(wanted):
            raise TicketError(self.env._("These tickets do not exist here any more."))
        return tickets_sudo

    # --- may they have them? ------------------------------------------------------

    def _ticket_proof_refusal(self, document, tickets_sudo, proof, text):
        """Why the tickets are not given out, in words; nothing if they are.

        Wrong answers are counted for each order and noted, so that nobody can try all
        ends of a phone. The answer is no error: it would undo the note.
        """
        if proof == "document":
            return False
        order_tickets = document.ticket_ids if document else tickets_sudo
        key = f"ticket_pickup/{document._name}/{document.id or tickets_sudo[0].id}"
        allowed = self.env["ticket.throttle"]._allows(
            key, "", PROOF_MOST, PROOF_MINUTES
        )
        is_right = allowed and self._ticket_is_proof(order_tickets, proof, text)
        if not is_right:
            self.env["ticket.find.log"]._note(self, ["proof"], refused=not allowed)
        if not allowed:
            return self.env._(
                "Too many wrong answers for this order. Ask for the ID document, or wait "
                "%(minutes)s minutes.",
                minutes=PROOF_MINUTES,
            )
        return not is_right and self.env._(
            "This does not fit the order. Ask again, or look at the ID document."
        )

    def _ticket_is_proof(self, tickets_sudo, proof, text):
        if proof == "phone":
            return tickets_sudo._is_phone_of(text)
        if proof == "identity":
            return tickets_sudo._is_identity_of(text)
        scanned = find_text.scanned_code(find_text.clean(text))
        if proof not in {"ticket", "link"} or not scanned:
            return False
        found = tickets_sudo._find_tickets(*scanned, self.company_id)
        return bool(found & tickets_sudo)

    # --- hand them out ------------------------------------------------------------

    def _ticket_note_pickup(self, tickets_sudo, document, proof, collector):
        pickup = (
            self.env["ticket.pickup"]
            .sudo()
            .create(
                {
                    "reference": tickets_sudo[0]._face_order(),
                    "proof": proof,
                    "collector": find_text.clean(collector)[:MAX_NAME] or False,
                    "config_id": self.id,
                    "pos_session_id": self.current_session_id.id,
                    "company_id": self.company_id.id,
                    "user_id": self.env.uid,
                }
            )
        )
        # Two tills at once: the later one is run again and told that they are gone.
        tickets_sudo.pickup_id = pickup
        if hasattr(document, "message_post"):
            values = pickup._find_values()
            document.message_post(
                body=self.env._(
                    "%(count)s tickets were handed out at %(till)s to %(who)s. Known by: "
                    "%(proof)s.",
                    count=len(tickets_sudo),
                    **values,
                ),
                author_id=self.env.user.partner_id.id,
                subtype_xmlid="mail.mt_note",
            )
        return pickup
