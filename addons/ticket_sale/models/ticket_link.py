import base64
import re
from datetime import UTC

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import consteq, hmac

from .ticket_ticket_phone import KEPT_AFTER_END

SCOPE = "ticket-link"
MAC_BYTES = 16
PHONE = re.compile(r"\+?[\d\s().-]{5,24}", re.ASCII)


class TicketLink(models.Model):
    """An address that opens some tickets without an account, for a while.

    It is sent by SMS or handed on by its buyer. The secret in it is not stored: it is
    made from the link's number and the database's own secret.
    """

    _name = "ticket.link"
    _description = "Shared Ticket Link"
    _inherit = ["mail.thread"]
    _order = "id desc"
    _check_company_auto = True

    ticket_ids = fields.Many2many("ticket.ticket", string="Tickets", required=True)
    ticket_count = fields.Integer(compute="_compute_ticket_count")
    order_id = fields.Many2one(
        "sale.order", readonly=True, ondelete="cascade", index="btree_not_null"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    lang = fields.Char(readonly=True)
    phone = fields.Char(string="Sent to", readonly=True)
    expires_at = fields.Datetime(
        string="Good until",
        required=True,
        help="After this the link opens nothing. It never outlives its tickets.",
    )
    revoked_at = fields.Datetime(readonly=True)
    state = fields.Selection(
        [("open", "Open"), ("expired", "Expired"), ("revoked", "Revoked")],
        compute="_compute_state",
    )
    url = fields.Char(
        string="Address",
        compute="_compute_url",
        groups="ticket_sale.group_ticket_cashier",
    )

    @api.depends("ticket_ids")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for link in self:
            names = link.sudo().ticket_ids.show_id.mapped("name")
            link.display_name = ", ".join(names)

    @api.depends("ticket_ids")
    def _compute_ticket_count(self):
        for link in self:
            link.ticket_count = len(link.ticket_ids)

    @api.depends("expires_at", "revoked_at")
    def _compute_state(self):
        now = fields.Datetime.now()
        for link in self:
            if link.revoked_at:
                link.state = "revoked"
            else:
                link.state = "open" if link.expires_at > now else "expired"

    def _compute_url(self):
        for link in self:
            base = link.company_id.get_base_url()
            link.url = f"{base}/t/{link._token()}" if link.id else False

    @api.model
    def _share(self, tickets, expires_at=None, lang=None):
        """Make a link to tickets of one company.

        The caller has checked that whoever gets the link may have the tickets.

        :raise UserError: none of the tickets is valid, or their time is over
        """
        live_sudo = tickets.sudo().filtered(lambda one: one.state in ("valid", "used"))
        if not live_sudo:
            raise UserError(self.env._("None of these tickets is valid."))
        live_sudo.company_id.ensure_one()
        latest = max(live_sudo.session_id.mapped("end")) + KEPT_AFTER_END
        until = min(expires_at or latest, latest)
        if until <= fields.Datetime.now():
            raise UserError(self.env._("The link would be over already."))
        orders, partners = live_sudo.order_id, live_sudo.partner_id
        return self.create(
            {
                "ticket_ids": [(6, 0, live_sudo.ids)],
                "order_id": orders.id if len(orders) == 1 else False,
                "partner_id": partners.id if len(partners) == 1 else False,
                "company_id": live_sudo.company_id.id,
                "lang": lang or live_sudo[0]._face_lang(),
                "expires_at": until,
            }
        )

    @api.model
    def _find(self, token):
        """Return the open link of a token with sudo, or an empty one."""
        number, _dash, _mac = (token or "").partition("-")
        none_sudo = self.sudo().browse()
        if not token or not token.isascii() or not number.isalnum() or len(number) > 8:
            return none_sudo
        link_sudo = self.sudo().browse(int(number, 36))
        # compared before anything is looked up, in constant time
        if not consteq(link_sudo._token(), token):
            return none_sudo
        link_sudo = link_sudo.exists()
        return link_sudo if link_sudo.state == "open" else none_sudo

    def _live_tickets(self):
        """The tickets to show: those that are good still."""
        return self.ticket_ids.filtered(lambda one: one.state in ("valid", "used"))

    def _until(self):
        """Unix time after which a phone forgets the tickets of this link."""
        ends = int(self.expires_at.replace(tzinfo=UTC).timestamp())
        return min(ends, self._live_tickets()._phone_until())

    def _token(self):
        self.ensure_one()
        digest = bytes.fromhex(hmac(self.env(su=True), SCOPE, self.id))[:MAC_BYTES]
        mac = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        return f"{_base36(self.id)}-{mac}"

    def action_revoke(self):
        """The link opens nothing from now on."""
        self.check_access("write")
        self.filtered(
            lambda link: not link.revoked_at
        ).revoked_at = fields.Datetime.now()

    def _send_sms(self, number):
        """Send the link to a phone, in the reader's language.

        :raise UserError: this is no phone number
        """
        self.ensure_one()
        partner = self.partner_id
        country = partner.country_id or self.company_id.country_id
        try:
            # without the phonenumbers package, Odoo takes any text for a number
            phone = PHONE.fullmatch(number or "") and partner._phone_format(
                number=number, country=country, raise_exception=True
            )
        except UserError:
            phone = False
        if not phone:
            raise UserError(
                self.env._("“%(number)s” is no phone number.", number=number or "")
            )
        template = self.env.ref("ticket_sale.sms_template_ticket_link")
        self._message_sms_with_template(
            template=template.with_context(lang=self.lang), sms_numbers=[phone]
        )
        self.phone = phone
        if self.order_id:
            self.order_id.message_post(
                body=self.env._(
                    "The link to %(count)s tickets was sent to %(phone)s by SMS.",
                    count=self.ticket_count,
                    phone=phone,
                )
            )


def _base36(number):
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits or "0"
