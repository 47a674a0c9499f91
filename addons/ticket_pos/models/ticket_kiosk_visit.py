import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import LockError

from odoo.addons.ticket_sale.exceptions import Busy, HoldNotFound

from ..exceptions import VisitOver

#: A visit of which nothing was heard for so long is over, also when the kiosk is dead.
FORGOTTEN = timedelta(minutes=15)


class TicketKioskVisit(models.Model):
    """One customer at one kiosk, from the first touch to the last.

    What the customer has in hand is kept here and not on the screen: the places with
    their holds, the tickets that may be printed. A kiosk can name no place and no ticket
    that this visit has not got from the server. When it ends, all that is forgotten.
    """

    _name = "ticket.kiosk.visit"
    _description = "Visit at a Kiosk"
    _order = "id desc"
    _rec_name = "id"

    kiosk_id = fields.Many2one(
        "ticket.kiosk", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="kiosk_id.company_id", store=True, precompute=True
    )
    key = fields.Char(
        required=True,
        readonly=True,
        groups="base.group_system",
        default=lambda _self: secrets.token_urlsafe(18),
    )
    state = fields.Selection(
        [
            ("open", "At the Screen"),
            ("paying", "Paying"),
            ("done", "Served"),
            ("left", "Walked Away"),
        ],
        required=True,
        readonly=True,
        default="open",
    )
    reason = fields.Selection(
        [
            ("idle", "Nobody There"),
            ("cancelled", "Cancelled by the Customer"),
            ("next", "Another Visit Began"),
            ("lost", "The Screen Fell Silent"),
            ("revoked", "The Screen Was Revoked"),
            ("too_late", "Paid Too Late"),
        ],
        readonly=True,
        help="Why it ended without a sale or a print.",
    )
    session_id = fields.Many2one(
        "ticket.session", readonly=True, ondelete="set null", index="btree_not_null"
    )
    order_id = fields.Many2one(
        "pos.order", readonly=True, ondelete="set null", index="btree_not_null"
    )
    payment_method_id = fields.Many2one(
        "pos.payment.method", readonly=True, ondelete="set null"
    )
    amount = fields.Monetary(related="order_id.amount_total")
    currency_id = fields.Many2one(related="order_id.currency_id")
    sold_count = fields.Integer(string="Tickets Sold", readonly=True)
    collected_count = fields.Integer(string="Tickets Collected", readonly=True)
    is_paid_late = fields.Boolean(
        string="Paid Too Late",
        readonly=True,
        help="The money came when the visit was over, and was given back.",
    )
    seats = fields.Json(readonly=True, groups="base.group_system")
    codes = fields.Json(readonly=True, groups="base.group_system")
    found = fields.Json(readonly=True, groups="base.group_system")
    began_at = fields.Datetime(
        readonly=True, required=True, default=fields.Datetime.now
    )
    touched_at = fields.Datetime(
        readonly=True, required=True, default=fields.Datetime.now
    )
    ended_at = fields.Datetime(readonly=True)

    _key_uniq = models.UniqueIndex("(key)", "Two visits share a key.")
    _open_idx = models.Index("(kiosk_id) WHERE state IN ('open', 'paying')")

    # --- beginning and ending -----------------------------------------------

    @api.model
    def _begin(self, kiosk):
        """A customer touches the screen; whoever was there before has gone.

        :return: the visit, with sudo
        """
        kiosk._end_visits("next")
        return self.sudo().create({"kiosk_id": kiosk.id})

    @api.model
    def _of(self, kiosk, key, done=False):
        """The visit that this kiosk is in, locked, with sudo.

        :param done: one that was served is good too
        :raise VisitOver: it is no visit of this kiosk, or has ended
        :raise Busy: another request of it is at work
        """
        states = {"open", "paying", "done"} if done else {"open", "paying"}
        visit_sudo = self.sudo().search(
            [("kiosk_id", "=", kiosk.id), ("key", "=", str(key or ""))], limit=1
        )
        if visit_sudo.state in states:
            try:
                visit_sudo.lock_for_update()
            except LockError as error:
                raise Busy(self.env._("One moment, please.")) from error
            visit_sudo.invalidate_recordset()
        if visit_sudo.state not in states:
            raise VisitOver(self.env._("Your time is over. Please start again."))
        visit_sudo.touched_at = fields.Datetime.now()
        return visit_sudo

    def _till(self):
        """The point of sale, in the name of the kiosk's user."""
        self.ensure_one()
        return self.kiosk_id._till()

    def _end(self, reason):
        """The customer has left: places go back, an unpaid order is dropped.

        An order that was paid in this very moment stays: the one of the two
        transactions that comes second is refused by the database and looks again.
        """
        for visit in self:
            order = visit.order_id
            if order.state in ("paid", "done", "invoiced"):
                visit._finish()
                continue
            tokens = {seat["token"] for seat in visit.seats or ()}
            if order.state == "draft":
                visit.payment_method_id._ticket_kiosk_stop(order)
                order.sudo()._ticket_drop_unpaid()
            visit._close("left", reason)
            visit.env.flush_all()  # a lost race is found before places are given away
            visit._give_back(tokens)

    def _finish(self):
        """Served: forget what was in hand, and keep nothing."""
        for visit in self:
            visit.sold_count = len(visit.order_id.lines.ticket_ids)
            visit._close("done", False)

    def _close(self, state, reason):
        self.write(
            {
                "state": state,
                "reason": reason,
                "ended_at": fields.Datetime.now(),
                "seats": [],
                "codes": [],
                "found": [],
            }
        )

    def _give_back(self, tokens):
        for token in tokens:
            try:
                self.env["ticket.hold"]._release(token, "kiosk")
            except HoldNotFound:
                continue

    @api.model
    def _cron_end(self):
        """End visits of screens that have fallen silent."""
        limit = fields.Datetime.now() - FORGOTTEN
        lost = self.search(
            [("state", "in", ("open", "paying")), ("touched_at", "<", limit)],
            limit=200,
        ).try_lock_for_update()
        lost._end("lost")

    @api.autovacuum
    def _gc_visits(self):
        """Visits that ended in nothing are of no interest after some weeks."""
        limit = fields.Datetime.subtract(fields.Datetime.now(), weeks=8)
        self.search(
            [("state", "=", "left"), ("ended_at", "<", limit)], limit=10_000
        ).unlink()
