from odoo import fields, models


class TicketTicket(models.Model):
    """A ticket changes hands: the old one is void, its successor is somebody else's.

    The place stays sold and the books stay as they are. Whoever has had the ticket, or
    its order, has no way to the successor.
    """

    _inherit = "ticket.ticket"

    handed_over = fields.Boolean(
        readonly=True,
        copy=False,
        help="Somebody else than the buyer of its order has this ticket.",
    )
    holder_order_id = fields.Many2one(
        "sale.order",
        string="Bought Second-Hand With",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
    )
    claim_partner_id = fields.Many2one(
        "res.partner",
        string="Money Goes Back To",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        help="Who bought this ticket from its first buyer gets the money when it is "
        "refunded.",
    )

    def _hand_over_to(self, partner, reason, order=None, names=None):
        """Make these tickets of one session somebody else's, in this transaction.

        The caller has checked that their holder wants it so.

        :param partner: who has them now
        :param order: the ``sale.order`` by which the new holder has bought them; the
            right to money that is given back goes over with it
        :param names: {place id: {"name", "document", "number"}} for named persons
        :return: the successors, with new numbers and codes
        :raise ExchangeRefused: a ticket is used or void meanwhile
        :raise HolderInvalid, HolderTaken: a person cannot be
        """
        tickets_sudo = self.sudo()
        session = tickets_sudo.session_id.ensure_one()
        places = tickets_sudo.place_id
        tickets_sudo._check_places(places)
        hold_sudo = tickets_sudo._hold_for_hand_over(session, partner)
        places._keep_for_hand_over(hold_sudo)
        tickets_sudo.holder_ids.filtered(lambda holder: holder.state == "sold").write(
            {"state": "void", "ticket_id": False}
        )
        successors_sudo = tickets_sudo._reseat(places, reason, hold=hold_sudo)
        successors_sudo.write(
            {
                "partner_id": partner.id,
                "holder_name": False,
                "handed_over": True,
                "holder_order_id": order.id if order else False,
                **({"claim_partner_id": partner.id} if order else {}),
            }
        )
        if names:
            successors_sudo._name_after_hand_over(hold_sudo, names)
        return successors_sudo

    def _hold_for_hand_over(self, session, partner):
        """A hold of this transaction, so that the places have an owner on paper."""
        Hold = self.env["ticket.hold"].sudo()
        hold_id, _token, _until = Hold._create_hold(
            session, "backoffice", 1, None, partner, None
        )
        return Hold.browse(hold_id)

    def _name_after_hand_over(self, hold_sudo, names):
        """The new persons of these successors."""
        by_place = {ticket.place_id.id: ticket for ticket in self}
        hold_sudo._write_holders(hold_sudo, names, tickets=by_place)
        self.invalidate_recordset(["holder_ids"])
        for ticket in self:
            ticket.holder_name = ticket.holder_ids[:1].shown_name

    def _successor_values(self):
        """Who has a ticket keeps it when it is moved or exchanged."""
        return {
            **super()._successor_values(),
            "handed_over": self.handed_over,
            "holder_order_id": self.holder_order_id.id,
            "claim_partner_id": self.claim_partner_id.id,
        }

    def _self_service(self):
        """Who was given a ticket, or gave it away, asks the box office: the money went
        another way."""
        return super(
            TicketTicket, self.filtered(lambda ticket: not ticket.sudo().handed_over)
        )._self_service()

    def _holder_order(self):
        """The orders by which the holders of these tickets know them."""
        ours = self.filtered(lambda ticket: not ticket.handed_over)
        return ours.order_id | (self - ours).holder_order_id

    def _face_order(self):
        """Nobody reads the order of whoever had the ticket before."""
        if self.handed_over:
            return self.holder_order_id.name or ""
        return super()._face_order()

    def _bought_with(self):
        if self.handed_over:
            return self.holder_order_id
        return super()._bought_with()

    # --- money given back ----------------------------------------------------------

    def _refund_order(self, order_sudo, booked, terms, reason, money):
        """What is given back for a ticket bought second-hand is owed to its holder, not
        to the first buyer, and goes no way that only the first buyer's money came."""
        resold = self.filtered(lambda ticket: ticket.sudo().claim_partner_id)
        others = self - resold
        notes_sudo = self.env["account.move"].sudo()
        if others:
            notes_sudo += super(TicketTicket, others)._refund_order(
                order_sudo, booked & others, terms, reason, money
            )
        for partner, tickets in resold.sudo().grouped("claim_partner_id").items():
            claimed_sudo = super(TicketTicket, tickets)._refund_order(
                order_sudo, booked & tickets, terms, reason, "credit"
            )
            claimed_sudo._ticket_move_claim(partner)
            notes_sudo += claimed_sudo
        return notes_sudo
