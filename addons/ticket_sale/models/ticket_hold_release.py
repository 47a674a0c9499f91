from odoo import api, fields, models
from odoo.tools import SQL, consteq

from ..exceptions import HoldExpired, HoldNotFound


class TicketHold(models.Model):
    """What becomes of a hold that is not sold: longer, given back, run out."""

    _inherit = "ticket.hold"

    @api.model
    def _find(self, token):
        """Return the hold of a token, with sudo, if it is still good.

        :raise HoldNotFound: no such token
        :raise HoldExpired: its time is over or it is not active any more
        """
        hold_sudo = self.sudo().search([("token", "=", token)], limit=1)
        if not hold_sudo or not consteq(hold_sudo.token, token or ""):
            raise HoldNotFound(self.env._("These places are not held any more."))
        hold_sudo._check_live()
        return hold_sudo

    def _check_live(self):
        """:raise HoldExpired: the time is over, or the hold not active any more"""
        self.ensure_one()
        if self.state != "active" or self.expires_at < self.env.cr.now():
            self._raise_expired()

    def _raise_expired(self):
        raise HoldExpired(
            self.env._("The time to buy these places is over. Please choose again.")
        )

    @api.model
    def _extend(self, token, minutes):
        """Keep the places of a hold until ``minutes`` from now, never shorter.

        :return: the new end, UTC
        :raise HoldNotFound, HoldExpired: as :meth:`_find`
        """
        with self._transaction() as Hold:
            hold_id = Hold._find(token).id
            return Hold._bind_now([hold_id], [], None, None, {hold_id: minutes})[
                hold_id
            ]

    @api.model
    def _release(self, token, reason="released"):
        """Give the places of a hold back; a second call does nothing.

        :raise HoldNotFound: no such token
        """
        with self._transaction() as Hold:
            hold_sudo = Hold.sudo().search([("token", "=", token)], limit=1)
            if not hold_sudo or not consteq(hold_sudo.token, token or ""):
                raise HoldNotFound(self.env._("These places are not held any more."))
            hold_sudo._free("released", reason)

    @api.model
    def _release_places(self, token, place_ids):
        """Give some places of a hold back, the hold itself when none is left."""
        with self._transaction() as Hold:
            hold_sudo = Hold._find(token)
            hold_sudo._free_places(SQL("place.id = ANY(%s)", list(place_ids)))
            if not hold_sudo.place_ids:
                hold_sudo.write({"state": "released", "release_reason": "emptied"})

    @api.model
    def _release_places_of(self, hold, places):
        """Give places back when only the record of their hold is at hand."""
        try:
            self._release_places(hold.sudo().token, places.ids)
        except (HoldExpired, HoldNotFound):
            return  # nobody is kept waiting by it any more

    def _free(self, state, reason):
        """Free what these holds still hold, in the current transaction."""
        action = "expired" if state == "expired" else "released"
        self._free_places(SQL("true"), action, reason)
        self.filtered(lambda hold: hold.state == "active").write(
            {"state": state, "release_reason": reason}
        )

    def _free_places(self, condition, action="released", reason=None):
        self.env["ticket.place"]._give_back(
            SQL(
                """place.hold_id = ANY(%s) AND place.state IN ('held', 'reserved')
                   AND %s""",
                self.ids,
                condition,
            ),
            action,
            reason,
        )
        self.invalidate_recordset(["place_ids"])

    @api.model
    def _places_came_back(self, place_ids):
        """Hook: these places are free, or back in their allotment."""

    @api.model
    def _cron_expire(self):
        """Tidy holds whose time is over; buyers never wait for it."""
        expired = self.search(
            [("state", "=", "active"), ("expires_at", "<", fields.Datetime.now())],
            limit=500,
        ).try_lock_for_update()
        expired._free("expired", "expired")
        left = self.search_count(
            [("state", "=", "active"), ("expires_at", "<", fields.Datetime.now())],
            limit=501,
        )
        self.env["ir.cron"]._commit_progress(len(expired), remaining=left)
