from odoo import api, fields, models

from ..exceptions import PlacesUnavailable, SaleClosed, TicketError
from ..tools.best_seats import positions
from .ticket_waiting import LIVE_STATES


class NotTogether(PlacesUnavailable):
    """Enough places, but not side by side."""


class TicketWaiting(models.Model):
    """Calling the next in line.

    Everybody is asked in the order of joining. Who can be served with what is there is
    called: the places are held and a mail tells until when. Who cannot keeps the place
    in the line and sees why. What nobody in the line can use goes back to everybody.
    """

    _inherit = "ticket.waiting"

    @api.model
    def _cron_call(self):
        """Call the next ones of every session with a line."""
        lines = self.env["ticket.allotment"].search(
            [("kind", "=", "waiting"), ("state", "=", "active")]
        )
        self.env["ir.cron"]._commit_progress(remaining=len(lines))
        for session in lines.session_id:
            self._call(session)
            self.env["ir.cron"]._commit_progress(1)

    @api.model
    def _call(self, session):
        """Call whom the places that are free now will serve; committed when it returns.

        Two servers never work on one line: the second waits and then finds what is left.

        :return: how many customers were called
        """
        with self.env["ticket.hold"]._transaction() as Hold:
            Waiting = Hold.env["ticket.waiting"].sudo()
            session_sudo = session.with_env(Waiting.env)
            Waiting._lock_line(session_sudo)
            Waiting._settle(session_sudo)
            called = Waiting._call_in_order(session_sudo)
            Waiting._close_line_if_empty(session_sudo)
        self.invalidate_model(flush=False)
        return called

    def _settle(self, session):
        """See what became of the offers made before."""
        offered = self.search(
            [("session_id", "=", session.id), ("state", "=", "offered")]
        )
        now = self.env.cr.now()
        for waiting in offered:
            hold = waiting.hold_id
            if hold.state == "issued":
                waiting.state = "bought"
            elif hold.state != "active" or hold.expires_at < now:
                if hold.state == "active":
                    hold._free("expired", "expired")
                waiting.state = "lapsed"

    def _call_in_order(self, session):
        line = self.search(
            [("session_id", "=", session.id), ("state", "=", "waiting")], order="id"
        )
        if not line:
            return 0
        try:
            session._check_sale_open("website")
        except SaleClosed:
            line._explain("closed", 0)
            return 0
        seen = session._waiting_kept()
        free = session._waiting_free_by_zone()
        called = 0
        for waiting in line:
            if reason := waiting._why_not(free):
                waiting._explain(reason, waiting._seen(free))
                continue
            try:
                with self.env.cr.savepoint():
                    waiting._offer()
            except NotTogether:
                waiting._explain("together", waiting._seen(free))
            except PlacesUnavailable:
                waiting._explain("count", waiting._seen(free))
            except TicketError:
                waiting._explain("rule", waiting._seen(free))
            else:
                called += 1
                free = session._waiting_free_by_zone()
        session._waiting_let_go(seen)
        return called

    def _accepted(self):
        return self.zone_ids or self.session_id.plan_id.zone_ids

    def _seen(self, free):
        return sum(free.get(zone.id, 0) for zone in self._accepted())

    def _why_not(self, free):
        """Why this customer cannot be served, or None."""
        self.ensure_one()
        most = max((free.get(zone.id, 0) for zone in self._accepted()), default=0)
        if not any(free.values()):
            return "nothing"
        if not most:
            return "zones"
        everywhere = self._seen(free)
        enough = most if self.zone_ids or self.together else everywhere
        return None if enough >= self.count else "count"

    def _explain(self, reason, seen):
        self.write(
            {"reason": reason, "seen_count": seen, "checked_at": fields.Datetime.now()}
        )

    def _offer(self):
        """Hold places for this customer and tell them, in the current transaction.

        :raise NotTogether: enough places, but not side by side
        :raise PlacesUnavailable: too few in any zone they accept
        """
        minutes = self.company_id.ticket_waiting_minutes
        held = self._take_best(
            until=min(
                fields.Datetime.add(
                    self.env.cr.now().replace(microsecond=0), minutes=minutes
                ),
                self.session_id.sale_end or self.session_id.end,
            )
        )
        self.write(
            {
                "state": "offered",
                "hold_id": held.hold_id,
                "offered_at": fields.Datetime.now(),
                "offer_until": held.expires_at,
                "reason": False,
            }
        )
        template = self.env.ref("ticket_sale.mail_template_waiting_offer")
        template.send_mail(self.id)

    def _take_best(self, until):
        """Try the places this customer accepts, the best zone first."""
        refusal = None
        for best in self._wishes():
            try:
                with self.env.cr.savepoint():
                    held = self.env["ticket.hold"]._take_places(
                        self.session_id,
                        "website",
                        best=best,
                        until=until,
                        partner=self.partner_id or None,
                        reference=self.env._("waiting list"),
                        seller=self.session_id._waiting_allotment(),
                    )
                    if self.together and not self._side_by_side(held):
                        raise NotTogether("")
                    return held
            except PlacesUnavailable as error:
                if not isinstance(refusal, NotTogether):
                    refusal = error
        raise refusal

    def _wishes(self):
        """What to ask ``best`` for, zone by zone; seats anywhere when any zone will do."""
        wishes = []
        if not self.zone_ids:
            wishes.append({"count": self.count})
        standing = self.session_id.seat_map_id.section_ids.filtered(
            lambda section: section.kind == "standing"
        )
        for zone in self._accepted().sorted("sequence"):
            if self.zone_ids:
                wishes.append({"count": self.count, "zone_id": zone.id})
            wishes += [
                {"count": self.count, "section_id": section.id}
                for section in zone.section_ids & standing
            ]
        return wishes

    def _side_by_side(self, held):
        """Whether held seats are one block of a row; standing places always are."""
        seats = self.env["ticket.seat"].browse(
            p.seat_id for p in held.places if p.seat_id
        )
        if not seats:
            return True
        lines = positions(
            [(seat.id, seat.section_id.id, seat.row, seat.x, seat.y) for seat in seats],
            self.session_id.seat_map_id._seat_pitch(),
        ).values()
        return max(lines) - min(lines) == len(seats) - 1

    # --- the line of a session --------------------------------------------------

    def _open_line(self, session):
        """From the first in line on, what comes back belongs to the line."""
        allotment = session._waiting_allotment()
        if not allotment:
            allotment = self.env["ticket.allotment"].create(
                {
                    "name": self.env._("Waiting list"),
                    "session_id": session.id,
                    "kind": "waiting",
                    "return_at": session.end,
                    "state": "active",
                }
            )
            allotment._adopt_held_places()
        return allotment

    def _close_line_if_empty(self, session):
        """Nobody waits any more, or the sale is over: everybody may buy again."""
        is_over = session._sale_phase() == "closed" and fields.Datetime.now() >= (
            session.sale_end or session.end
        )
        line = self.search(
            [("session_id", "=", session.id), ("state", "in", LIVE_STATES)]
        )
        if is_over:
            line.filtered(lambda w: w.state == "waiting").write(
                {"state": "closed", "reason": "closed"}
            )
        if is_over or not line:
            session._waiting_allotment()._return(by_clock=True)
