from odoo import api, fields, models

from ..exceptions import HoldExpired, HoldNotFound, PackageClosed, TicketError
from .ticket_package_hold import HeldPackages


class TicketPackageRenewalLine(models.Model):
    """One holder's seats in a new season, and what becomes of them."""

    _name = "ticket.package.renewal.line"
    _description = "Season Renewal Offer"
    _inherit = ["portal.mixin"]
    _order = "renewal_id, id"
    _check_company_auto = True

    renewal_id = fields.Many2one(
        "ticket.package.renewal", required=True, ondelete="cascade", index=True
    )
    package_id = fields.Many2one(related="renewal_id.package_id")
    company_id = fields.Many2one(related="renewal_id.company_id", store=True)
    old_sale_id = fields.Many2one(
        "ticket.package.sale",
        string="Last Season's Package",
        required=True,
        ondelete="restrict",
        index=True,
    )
    partner_id = fields.Many2one(
        related="old_sale_id.partner_id", string="Holder", store=True
    )
    seat_ids = fields.Many2many(
        "ticket.seat", compute="_compute_seats", string="Seats", compute_sudo=True
    )
    seats = fields.Char(
        string="Seat Labels", compute="_compute_seats", compute_sudo=True
    )
    hold_ids = fields.Many2many("ticket.hold", string="Reserved", readonly=True)
    order_id = fields.Many2one(
        "sale.order", readonly=True, ondelete="set null", index="btree_not_null"
    )
    deadline = fields.Datetime(related="renewal_id.deadline")
    state = fields.Selection(
        [
            ("waiting", "To Be Offered"),
            ("offered", "Offered"),
            ("accepted", "Accepted, to Be Paid"),
            ("bought", "Renewed"),
            ("declined", "Declined"),
            ("lapsed", "Not Taken"),
            ("lost", "Seat Not Available"),
        ],
        required=True,
        default="waiting",
        readonly=True,
    )
    reason = fields.Char(readonly=True, help="Why the seats could not be kept.")

    _sale_once = models.UniqueIndex(
        "(renewal_id, old_sale_id)", "This holder has an offer already."
    )

    @api.depends("partner_id", "seats")
    def _compute_display_name(self):
        for line in self:
            line.display_name = f"{line.partner_id.name} · {line.seats}"

    @api.depends("old_sale_id")
    def _compute_seats(self):
        for line in self:
            tickets = line.old_sale_id._live_tickets()
            sessions = tickets.session_id.sorted("start")
            last = tickets.filtered(lambda t, s=sessions[-1:]: t.session_id == s)
            line.seat_ids = last.sorted("id").seat_id
            line.seats = ", ".join(line.seat_ids.mapped("display_name"))

    def _compute_access_url(self):
        result = super()._compute_access_url()
        for line in self:
            line.access_url = f"/package/renewal/{line.id}"
        return result

    # --- the offer -------------------------------------------------------------------

    def _offer(self):
        """Reserve the seats in every session of the new season, and write the holder.

        The reservation and its line are written in one short transaction, so that no
        seat is kept for nobody.
        """
        self.ensure_one()
        try:
            with self.env["ticket.hold"]._transaction() as Hold:
                line = self.with_env(Hold.env)
                held = line.package_id._take_packages(
                    "backoffice",
                    line._zones(),
                    seats=line.seat_ids,
                    partner=line.partner_id,
                    until=line.deadline,
                    reserved=True,
                )
                line.write(
                    {
                        "state": "offered",
                        "hold_ids": [(6, 0, [hold.hold_id for hold in held.holds])],
                    }
                )
        except TicketError as error:
            self.write({"state": "lost", "reason": error.staff_message})
            return
        self.invalidate_recordset(flush=False)
        if self.partner_id.email:
            template = self.env.ref("ticket_sale.mail_template_package_renewal")
            template.sudo().send_mail(self.id)

    def _deadline_words(self):
        """Until when to pay, by the clock of the venue."""
        session = self.package_id._sessions()[:1]
        return session._say_moment(self.deadline, session.tz)

    def _zones(self):
        """The zone of the holder's seats in each session of the new season."""
        places_sudo = (
            self.env["ticket.place"]
            .sudo()
            .search(
                [
                    ("session_id", "in", self.package_id._sessions().ids),
                    ("seat_id", "in", self.seat_ids.ids),
                ]
            )
        )
        return {
            session: places[:1].zone_id
            for session, places in places_sudo.grouped("session_id").items()
        }

    def _accept(self):
        """Make the order to pay; accepting again gives the same order.

        :return: the ``sale.order``, with sudo
        :raise PackageClosed: the deadline is over, or the offer was given up
        """
        self.ensure_one()
        self.lock_for_update()
        if self.state in ("accepted", "bought"):
            return self.sudo().order_id
        if self.state != "offered" or self.deadline <= fields.Datetime.now():
            raise PackageClosed(
                self.env._(
                    "The time to renew “%(package)s” is over.",
                    package=self.package_id.name,
                )
            )
        order_sudo = (
            self.env["sale.order"]
            .sudo()
            .create(
                {
                    "partner_id": self.partner_id.id,
                    "company_id": self.company_id.id,
                    "validity_date": fields.Date.to_date(self.deadline),
                    "require_payment": True,
                    "origin": self.renewal_id.name,
                }
            )
        )
        order_sudo._ticket_add_packages(self.package_id, self._held())
        order_sudo.action_quotation_sent()
        self.write({"state": "accepted", "order_id": order_sudo.id})
        return order_sudo

    def _held(self):
        """The reserved seats, as ``ticket.package._hold`` gave them.

        :raise HoldExpired: some are not reserved any more
        """
        unit = [
            (hold.session_id.id, hold.id, place.id, place.type_id.id)
            for hold in self.sudo().hold_ids.sorted(lambda hold: hold.session_id.id)
            for place in hold.place_ids.sorted("id")
            if place.state == "reserved"
        ]
        count = len(self.package_id._persons()) * len(self.package_id._sessions())
        if len(unit) != count:
            raise HoldExpired(self.env._("These seats are not reserved any more."))
        return HeldPackages(holds=(), units=(tuple(unit),))

    def _decline(self):
        """The holder does not want the seats any more."""
        self.ensure_one()
        self.lock_for_update()
        if self.state in ("offered", "accepted"):
            self._lapse("declined")

    def _lapse(self, state):
        """Give the seats back and cancel the order that was not paid."""
        for line in self:
            order_sudo = line.sudo().order_id
            if order_sudo.state == "sale":
                line.state = "bought"
                continue
            if order_sudo.state in ("draft", "sent"):
                order_sudo._action_cancel()
            for hold_sudo in line.sudo().hold_ids:
                try:
                    self.env["ticket.hold"]._release(hold_sudo.token, state)
                except (HoldNotFound, HoldExpired):
                    continue  # its time is over: the places are free already
            line.state = state

    def action_view_order(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "sale.order",
            "res_id": self.order_id.id,
            "view_mode": "form",
        }
