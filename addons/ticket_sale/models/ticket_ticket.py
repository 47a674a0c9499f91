import secrets
from datetime import UTC, timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..exceptions import TicketUsed
from ..tools import rotating_code
from ..tools import token as ticket_token
from .ticket_type import CHANNELS

LIVE_STATES = ("valid", "used")
#: A token is good from a day before its session to a day after, for gates offline.
TOKEN_MARGIN = timedelta(days=1)


class TicketTicket(models.Model):
    """What was sold: one place to one holder. Its number is for people, its token for
    machines; neither tells anything about the holder."""

    _name = "ticket.ticket"
    _description = "Ticket"
    _order = "id desc"
    _rec_name = "number"
    _check_company_auto = True

    number = fields.Char(required=True, readonly=True, copy=False)
    token = fields.Char(
        compute="_compute_token",
        compute_sudo=True,
        groups="ticket_sale.group_ticket_cashier,base.group_portal,base.group_public",
        help="The signed text in the QR code.",
    )
    state = fields.Selection(
        [
            ("valid", "Valid"),
            ("used", "Used"),
            ("refunded", "Refunded"),
            ("exchanged", "Exchanged"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="valid",
    )
    void_reason = fields.Char(readonly=True)
    session_id = fields.Many2one(
        "ticket.session", required=True, readonly=True, ondelete="restrict"
    )
    show_id = fields.Many2one(
        related="session_id.show_id", store=True, precompute=True, index=True
    )
    company_id = fields.Many2one(
        related="session_id.company_id", store=True, precompute=True
    )
    place_id = fields.Many2one(
        "ticket.place", required=True, readonly=True, ondelete="restrict"
    )
    seat_id = fields.Many2one(related="place_id.seat_id")
    section_id = fields.Many2one(related="place_id.section_id")
    seat_label = fields.Char(string="Seat or Area", readonly=True, required=True)
    zone_id = fields.Many2one("ticket.zone", readonly=True, ondelete="restrict")
    type_id = fields.Many2one(
        "ticket.type", required=True, readonly=True, ondelete="restrict"
    )
    price = fields.Monetary(readonly=True, help="What was paid, tax included.")
    net_amount = fields.Monetary(
        string="Net", readonly=True, help="The price without tax, as in the books."
    )
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    holder_name = fields.Char(string="Holder")
    channel = fields.Selection(CHANNELS, required=True, readonly=True)
    hold_id = fields.Many2one(
        "ticket.hold", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    user_id = fields.Many2one(
        "res.users", string="Sold by", readonly=True, ondelete="restrict"
    )
    sale_line_id = fields.Many2one(
        "sale.order.line", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    order_id = fields.Many2one(related="sale_line_id.order_id")
    admits = fields.Integer(readonly=True, default=1)
    admitted = fields.Integer(readonly=True, help="How many persons are or were in.")
    first_admitted_at = fields.Datetime(readonly=True)
    print_count = fields.Integer(readonly=True)
    issued_at = fields.Datetime(
        readonly=True, required=True, default=fields.Datetime.now
    )
    voided_at = fields.Datetime(readonly=True)

    _number_uniq = models.UniqueIndex("(number)", "Two tickets have the same number.")
    _live_place_uniq = models.UniqueIndex(
        "(place_id) WHERE state IN ('valid', 'used')",
        "This place has a valid ticket already.",
    )
    _place_idx = models.Index("(place_id)")
    _session_idx = models.Index("(session_id, state)")
    _admitted_in_range = models.Constraint(
        "CHECK(admits > 0 AND admitted >= 0)",
        "A ticket admits at least one person.",
    )

    @api.depends("number", "session_id", "type_id")
    def _compute_token(self):
        for company, tickets in self.grouped("company_id").items():
            key = self.env["ticket.signing.key"]._current(company)
            for ticket in tickets:
                ticket.token = key._sign(ticket._claims())

    def _compute_display_name(self):
        for ticket in self:
            ticket.display_name = ticket_token.format_number(ticket.number)

    @api.model
    def _search_display_name(self, operator, value):
        if isinstance(value, str):
            value = value.replace(" ", "").replace("-", "")
        return super()._search_display_name(operator, value)

    def _claims(self, flags=0):
        """What the token says: no word about the holder.

        :param flags: the number of the medium, see ``token.MEDIA``
        """
        self.ensure_one()
        session = self.session_id
        return ticket_token.TicketClaims(
            ticket=int(self.number),
            session=session.id,
            type=self.type_id.id,
            valid_from=_epoch(session.start - TOKEN_MARGIN),
            valid_to=_epoch(session.end + TOKEN_MARGIN),
            admits=self.admits,
            flags=flags,
        )

    @api.model
    def _make(self, hold, items):
        """Create the tickets of places just sold; only ``ticket.hold._issue`` calls."""
        places = self.env["ticket.place"].browse(item["place_id"] for item in items)
        types = self.env["ticket.type"].browse(item["type_id"] for item in items)
        lang = hold.partner_id.lang or self.env.lang
        return self.create(
            [
                {
                    "number": ticket_token.new_number(secrets.randbits),
                    "session_id": hold.session_id.id,
                    "zone_id": place.zone_id.id,
                    "seat_label": place.with_context(lang=lang).display_name,
                    "channel": hold.channel,
                    "hold_id": hold.id,
                    "user_id": self.env.uid,
                    "partner_id": hold.partner_id.id,
                    "admits": ticket_type.admits,
                    **item,
                }
                for item, place, ticket_type in zip(items, places, types, strict=True)
            ]
        )

    def _void(self, state, reason, force=False):
        """Take tickets back and free their places, in the caller's transaction.

        Tickets that are void already stay as they are, so a repeated request does no
        harm. Money is the caller's business.

        :param state: ``refunded``, ``exchanged`` or ``cancelled``
        :param force: take back used tickets too
        :return: the tickets that were live and are void now
        :raise TicketUsed: one of them has admitted somebody and ``force`` is off
        """
        if not self:
            return self
        self.flush_model()
        self.env.cr.execute(
            SQL(
                "SELECT id FROM ticket_ticket WHERE id = ANY(%s) "
                "ORDER BY id FOR NO KEY UPDATE",
                self.ids,
            )
        )
        self.invalidate_recordset(["state", "admitted"])
        live = self.filtered(lambda ticket: ticket.state in LIVE_STATES)
        used = live.filtered(lambda ticket: ticket.state == "used" or ticket.admitted)
        if used and not force:
            raise TicketUsed(
                self.env._(
                    "Ticket %(number)s has been used and cannot be taken back.",
                    number=used[0].display_name,
                ),
                tickets=used.mapped("number"),
            )
        live.sudo().write(
            {
                "state": state,
                "void_reason": reason,
                "voided_at": fields.Datetime.now(),
            }
        )
        live.flush_recordset()
        self.env["ticket.place.log"]._record_tickets(live, "voided", reason)
        self.env["ticket.place"]._give_back(
            SQL("place.id = ANY(%s) AND place.state = 'sold'", live.place_id.ids), None
        )
        return live

    @api.model
    def _find_by_code(self, code, company=None):
        """Find the ticket that a scanned token or a typed number stands for.

        :return: (ticket with sudo or empty, ``ok`` | ``forged`` | ``unknown`` |
            ``malformed``)
        """
        code = (code or "").strip().replace(" ", "").replace("-", "").upper()
        if rotating_code.looks_like_code(code):
            company = company or self.env.company
            keys = self.env["ticket.signing.key"]._public_keys(company)
            try:
                number = f"{rotating_code.read(code, keys).claims.ticket:016d}"
            except ticket_token.Forged:
                return self.browse(), "forged"
            except ticket_token.Malformed:
                return self.browse(), "malformed"
        elif ticket_token.is_number(code):
            number = code
        else:
            return self.browse(), "malformed"
        ticket_sudo = self.sudo().search([("number", "=", number)], limit=1)
        return ticket_sudo, "ok" if ticket_sudo else "unknown"

    @api.model
    def _come_forward(self, number, company_id):
        """Hook: somebody shows a code that we signed, and its ticket is not here yet.

        A counter may sell tickets that were signed beforehand while it cannot reach us:
        the gate may hear of one first. Called in the scan's own transaction.

        :return: whether there is a ticket of this number now
        """
        return False


def _epoch(moment):
    """Seconds since 1970 of a naive UTC datetime, as tokens carry it."""
    return int(moment.replace(tzinfo=UTC).timestamp())
