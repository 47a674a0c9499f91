import re

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError

from odoo.addons.ticket_sale.models.ticket_link import PHONE

from ..exceptions import HandOverRefused

MAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+")
MAX_NAME, MAX_NOTE = 80, 280


class TicketTransfer(models.Model):
    """Tickets of one session that their holder gives to a friend.

    The friend opens the address that was sent, and accepts: then the old codes die and
    new ones are made. Until then the giver has the tickets, and may take the offer back.
    """

    _name = "ticket.transfer"
    _description = "Tickets Given to a Friend"
    _inherit = ["mail.thread", "ticket.secret.mixin"]
    _order = "id desc"
    _rec_name = "to_name"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    session_id = fields.Many2one(
        "ticket.session", required=True, readonly=True, index=True, ondelete="cascade"
    )
    ticket_ids = fields.Many2many(
        "ticket.ticket",
        "ticket_transfer_ticket_rel",
        "transfer_id",
        "ticket_id",
        string="Tickets Given",
        readonly=True,
    )
    successor_ids = fields.Many2many(
        "ticket.ticket",
        "ticket_transfer_successor_rel",
        "transfer_id",
        "ticket_id",
        string="New Tickets",
        readonly=True,
    )
    ticket_count = fields.Integer(compute="_compute_ticket_count")
    sender_id = fields.Many2one(
        "res.partner", string="Giver", readonly=True, index=True, ondelete="restrict"
    )
    taker_id = fields.Many2one(
        "res.partner",
        string="Accepted By",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    to_name = fields.Char(string="Friend", required=True, readonly=True)
    to_email = fields.Char(string="E-Mail", readonly=True)
    to_phone = fields.Char(string="Phone", readonly=True)
    note = fields.Text(string="Message", readonly=True)
    lang = fields.Char(readonly=True)
    expires_at = fields.Datetime(string="Open until", required=True, readonly=True)
    accepted_at = fields.Datetime(readonly=True)
    link_id = fields.Many2one("ticket.link", readonly=True, ondelete="set null")
    state = fields.Selection(
        [
            ("open", "Waiting for the Friend"),
            ("accepted", "Accepted"),
            ("taken_back", "Taken Back"),
            ("declined", "Declined"),
            ("void", "Tickets Void Meanwhile"),
        ],
        required=True,
        readonly=True,
        default="open",
        tracking=True,
    )

    @api.depends("ticket_ids")
    def _compute_ticket_count(self):
        for transfer in self:
            transfer.ticket_count = len(transfer.ticket_ids)

    # --- the giver -------------------------------------------------------------------

    @api.model
    def _offer(self, tickets, to_name, to_email="", to_phone="", note=""):
        """Offer tickets of one session to a friend and send the address.

        The caller has checked that whoever asks has the tickets.

        :raise HandOverRefused: the tickets or the entries do not allow it
        """
        tickets_sudo = tickets.sudo()
        sender = tickets_sudo.partner_id[:1]
        if not tickets_sudo or len(tickets_sudo.session_id) > 1:
            raise HandOverRefused(self.env._("Choose the tickets to give."))
        tickets_sudo._check_may_hand_over("transfer", sender)
        session = tickets_sudo.session_id
        transfer_sudo = self.sudo().create(
            {
                **self._read_friend(to_name, to_email, to_phone, note, sender),
                "company_id": session.company_id.id,
                "session_id": session.id,
                "ticket_ids": [(6, 0, tickets_sudo.ids)],
                "sender_id": sender.id,
                "lang": self.env.lang,
                "expires_at": fields.Datetime.subtract(
                    session.start, hours=session.show_id.hand_over_hours
                ),
            }
        )
        transfer_sudo._send_offer()
        return transfer_sudo

    @api.model
    def _read_friend(self, to_name, to_email, to_phone, note, sender):
        """What the giver typed, checked.

        :raise HandOverRefused: no name, or an address that cannot be
        """
        to_name = " ".join((to_name or "").split())[:MAX_NAME]
        to_email, to_phone = (to_email or "").strip(), (to_phone or "").strip()
        if not to_name:
            raise HandOverRefused(self.env._("Say who the tickets are for."))
        if to_email and (len(to_email) > 200 or not MAIL.fullmatch(to_email)):
            raise HandOverRefused(self.env._("This is no e-mail address."))
        if to_phone:
            try:
                to_phone = PHONE.fullmatch(to_phone) and sender._phone_format(
                    number=to_phone,
                    country=sender.country_id or self.env.company.country_id,
                    raise_exception=True,
                )
            except UserError:
                to_phone = None
            if not to_phone:
                raise HandOverRefused(self.env._("This is no phone number."))
        return {
            "to_name": to_name,
            "to_email": to_email or False,
            "to_phone": to_phone or False,
            "note": (note or "").strip()[:MAX_NOTE] or False,
        }

    def _take_back(self):
        """The giver keeps the tickets after all.

        :raise HandOverRefused: the friend was quicker
        """
        self._lock_open().state = "taken_back"

    # --- the friend ------------------------------------------------------------------

    def _accept(self, partner, names=None):
        """The tickets are the friend's from now on.

        :param partner: who has them now
        :param names: {place id: {"name", "document", "number"}} for named persons
        :return: the new tickets
        :raise HandOverRefused: the offer is not open any more
        :raise TicketError: a person cannot be, or a ticket is not valid any more
        """
        self._lock_open()
        wanted = self._named_places()
        entries = {place.id: (names or {}).get(place.id, {}) for place in wanted}
        reason = self.env._("given to a friend")
        tickets_sudo = self.ticket_ids
        self.state = "accepted"  # before its tickets are void
        successors_sudo = tickets_sudo._hand_over_to(partner, reason, names=entries)
        self.write(
            {
                "accepted_at": fields.Datetime.now(),
                "taker_id": partner.id,
                "successor_ids": [(6, 0, successors_sudo.ids)],
                "link_id": self.env["ticket.link"]
                .sudo()
                ._share(successors_sudo, lang=self.env.lang)
                .id,
            }
        )
        self._send_accepted()
        return successors_sudo

    def _decline(self):
        """The friend does not want them: they stay with the giver."""
        self._lock_open().state = "declined"

    def _named_places(self):
        """The places whose tickets are for named persons."""
        return self.ticket_ids.filtered(
            lambda ticket: ticket.session_id._is_for_named(ticket.type_id)
        ).place_id

    # --- helpers -----------------------------------------------------------------------

    def _is_open(self):
        self.ensure_one()
        return (
            self.state == "open"
            and self.expires_at > fields.Datetime.now()
            and all(
                ticket.state == "valid" and not ticket.admitted
                for ticket in self.ticket_ids
            )
        )

    def _website_standing(self):
        """The state in one word, as pages tell it."""
        if self.state == "open" and not self._is_open():
            return "over"
        return self.state

    def _lock_open(self):
        """Nobody else answers this offer at the same time.

        :raise HandOverRefused: somebody did already
        """
        self.ensure_one()
        gone = self.env._("This offer is not open any more.")
        try:
            self.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise HandOverRefused(gone) from error
        if not self._is_open():
            raise HandOverRefused(gone)
        return self

    def _offer_url(self):
        """What the friend gets."""
        return f"/transfer/{self._secret_token('offer')}"

    def _sent_url(self):
        """What the giver comes back to."""
        return f"/transfer/sent/{self._secret_token('sent')}"

    def _absolute(self, path):
        return self.company_id.get_base_url() + path

    # --- messages ------------------------------------------------------------------------

    def _send_offer(self):
        if self.to_email:
            self._send("ticket_website.mail_template_transfer_offer")
        if self.to_phone:
            template = self.env.ref("ticket_website.sms_template_transfer_offer")
            self._message_sms_with_template(
                template=template.with_context(lang=self.lang),
                sms_numbers=[self.to_phone],
            )

    def _send_accepted(self):
        """The giver learns it, the friend gets the way to the new tickets."""
        self._send("ticket_website.mail_template_transfer_accepted")
        if self.taker_id.email:
            self._send("ticket_website.mail_template_transfer_tickets")

    def _send(self, xmlid):
        self.env.ref(xmlid).sudo().send_mail(self.id)
