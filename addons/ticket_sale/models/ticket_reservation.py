from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..exceptions import ReservationClosed

GUARDED_FIELDS = {"state", "order_id", "released_by", "released_at"}


class TicketReservation(models.Model):
    """Places kept for a person or a firm until a deadline, without payment or with a
    deposit; they become an order, or go back on sale at the deadline at once.

    Each session's places are one hold, so a reservation may span several sessions.
    """

    _name = "ticket.reservation"
    _description = "Reservation"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: self.env["ir.sequence"].next_by_code("ticket.reservation"),
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        tracking=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        default=lambda self: self.env.company,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        ondelete="set null",
        default=lambda self: self.env.user,
        tracking=True,
    )
    state = fields.Selection(
        [
            ("active", "Reserved"),
            ("ordered", "Ordered"),
            ("sold", "Sold"),
            ("released", "Released"),
            ("expired", "Expired"),
        ],
        required=True,
        readonly=True,
        copy=False,
        default="active",
        index=True,
        tracking=True,
    )
    deadline = fields.Datetime(
        required=True,
        tracking=True,
        help="At this moment everybody may buy the places, unless they were ordered.",
    )
    reminded_at = fields.Datetime(string="Reminder Sent", readonly=True, copy=False)
    deposit_percent = fields.Float(
        string="Deposit %",
        help="Asked for when the order is made. Tickets are issued once the rest is "
        "paid; 0 asks for no deposit.",
    )
    note = fields.Text(string="Remark")
    order_id = fields.Many2one(
        "sale.order",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
    )
    hold_ids = fields.One2many(
        "ticket.hold", "reservation_id", string="Sessions and Places", readonly=True
    )
    place_ids = fields.Many2many(
        "ticket.place", compute="_compute_places", string="Places"
    )
    place_count = fields.Integer(compute="_compute_places")
    session_ids = fields.Many2many(
        "ticket.session", compute="_compute_places", string="Sessions"
    )
    released_by = fields.Many2one("res.users", readonly=True, ondelete="set null")
    released_at = fields.Datetime(readonly=True)

    _deposit_range = models.Constraint(
        "CHECK(deposit_percent >= 0 AND deposit_percent < 100)",
        "A deposit is less than the whole: between 0 and 99 %.",
    )
    _deadline_idx = models.Index("(deadline) WHERE state IN ('active', 'ordered')")

    @api.depends("hold_ids.place_ids")
    def _compute_places(self):
        for reservation in self:
            places = reservation.hold_ids.place_ids
            reservation.place_ids = places
            reservation.place_count = len(places)
            reservation.session_ids = reservation.hold_ids.session_id

    @api.constrains("deadline")
    def _check_deadline(self):
        for reservation in self.filtered(lambda r: r.state == "active"):
            ends = reservation.hold_ids.session_id.mapped("end")
            if ends and reservation.deadline > min(ends):
                raise ValidationError(
                    self.env._(
                        "The deadline of %(reservation)s must lie before its first "
                        "session ends.",
                        reservation=reservation.name,
                    )
                )

    @api.model
    def _has_field_access(self, field, operation):
        """The state follows the places, whatever the client sends."""
        if operation == "write" and field.name in GUARDED_FIELDS:
            return self.env.su
        return super()._has_field_access(field, operation)

    def write(self, vals):
        if "deadline" in vals:
            self._check_still_kept()
        result = super().write(vals)
        if "deadline" in vals:
            for reservation in self:
                reservation.sudo().hold_ids._keep_until(reservation.deadline)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_kept(self):
        if self.hold_ids:
            raise UserError(
                self.env._("A reservation that kept places stays in the records.")
            )

    # --- actions --------------------------------------------------------------

    def action_release(self):
        """Put the places back on sale before the deadline."""
        self.check_access("write")
        self._release("released", self.env._("released by hand"))

    def action_add_places(self):
        return self._open_wizard("ticket.reservation.make")

    def action_move(self):
        return self._open_wizard("ticket.reservation.move")

    def action_make_order(self):
        return self._open_wizard("ticket.reservation.order")

    def _open_wizard(self, model):
        self.ensure_one()
        self._check_still_kept()
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {"default_reservation_id": self.id},
        }

    def action_view_order(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "sale.order",
            "view_mode": "form",
            "res_id": self.order_id.id,
        }

    def action_send(self):
        """Write the customer what is kept until when."""
        self.ensure_one()
        self._check_still_kept()
        template = self.env.ref("ticket_sale.mail_template_reservation")
        return {
            "type": "ir.actions.act_window",
            "res_model": "mail.compose.message",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_model": self._name,
                "default_res_ids": self.ids,
                "default_template_id": template.id,
                "default_composition_mode": "comment",
            },
        }

    # --- the life of a reservation ----------------------------------------------

    def _check_still_kept(self):
        """:raise ReservationClosed: nothing is kept by one of them any more"""
        for reservation in self:
            if (
                reservation.state != "active"
                or reservation.deadline < self.env.cr.now()
            ):
                raise ReservationClosed(
                    self.env._(
                        "%(reservation)s keeps no places any more. Make a new one.",
                        reservation=reservation.name,
                    ),
                    reservation=reservation.id,
                )

    def _release(self, state, reason):
        """Give back what these reservations keep, in the current transaction."""
        live = self.filtered(lambda r: r.state in ("active", "ordered")).sudo()
        live.hold_ids.filtered(lambda hold: hold.state == "active")._free(
            "expired" if state == "expired" else "released", reason
        )
        live.write(
            {
                "state": state,
                "released_by": False if state == "expired" else self.env.uid,
                "released_at": fields.Datetime.now(),
            }
        )

    def _deadline_words(self):
        """The deadline in the venue's time and the reader's language."""
        self.ensure_one()
        zone = self.hold_ids.session_id[:1].tz or self.user_id.tz
        return self.env["ticket.session"]._say_moment(self.deadline, zone)

    @api.model
    def _cron_follow(self):
        """Remind, and tidy what has run out; buyers never wait for it."""
        done = self._remind() + self._expire()
        self.env["ir.cron"]._commit_progress(done)

    def _remind(self):
        """Write to customers whose deadline is near, once."""
        now = fields.Datetime.now()
        template = self.env.ref("ticket_sale.mail_template_reservation_reminder")
        near = self.search(
            Domain("state", "=", "active")
            & Domain("reminded_at", "=", False)
            & Domain("deadline", ">", now),
            order="deadline",
            limit=500,
        ).filtered(lambda reservation: reservation._remind_from() <= now)
        for reservation in near.try_lock_for_update():
            if reservation.partner_id.email:
                template.send_mail(reservation.id)
            reservation.reminded_at = now
        return len(near)

    def _remind_from(self):
        hours = self.company_id.ticket_remind_hours
        if not hours:
            return self.deadline
        return fields.Datetime.subtract(self.deadline, hours=hours)

    def _expire(self):
        """Close reservations past their deadline that were not sold."""
        over = self.search(
            Domain("state", "in", ("active", "ordered"))
            & Domain("deadline", "<", fields.Datetime.now()),
            limit=200,
        ).try_lock_for_update()
        for reservation in over:
            reservation._release("expired", self.env._("deadline passed"))
            reservation._give_up_order()
        return len(over)
