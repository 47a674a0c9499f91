from odoo import api, models, tools
from odoo.fields import Domain
from odoo.tools import SQL

from ..exceptions import LimitReached
from .ticket_place import EXPIRED


class TicketLimit(models.Model):
    """What a limit counts, and when it refuses."""

    _inherit = "ticket.limit"

    @api.model
    @tools.ormcache("company_id")
    def _subjects_limited(self, company_id):
        """The subjects that this company limits: most sales ask nothing more."""
        limits_sudo = self.sudo().search([("company_id", "=", company_id)])
        return frozenset(limits_sudo.mapped("subject"))

    @api.model
    def _check(self, buyer, places_sudo, *, typed=None):
        """Refuse what makes a buyer have too much, exactly, in the transaction that
        gives the places to the buyer.

        :param buyer: :class:`~..buyer.Buyer`
        :param places_sudo: the places of this sale, held for the buyer already
        :param typed: only rules about one type (true) or about all (false)
        :raise LimitReached: too many
        """
        for session, places in places_sudo.grouped("session_id").items():
            limits_sudo = self._applying(session, buyer, typed)
            self._wait_turn(buyer, limits_sudo)
            for limit_sudo in limits_sudo:
                mine = limit_sudo._counted(places)
                if mine:
                    limit_sudo._check_one(buyer, session, mine, places_sudo)

    @api.model
    def _applying(self, session, buyer, typed=None):
        company = session.company_id
        subjects = buyer.known & self._subjects_limited(company.id)
        if not subjects:
            return self.sudo().browse()
        domain = (
            Domain("company_id", "=", company.id)
            & Domain("subject", "in", sorted(subjects))
            & Domain("show_id", "in", (False, session.show_id.id))
            & Domain("session_id", "in", (False, session.id))
            & Domain("channel", "in", (False, buyer.channel))
        )
        if typed is not None:
            domain &= Domain("type_id", "!=" if typed else "=", False)
        if buyer.channel == "backoffice":
            domain &= Domain("staff_may_exceed", "=", False)
        return self.sudo().search(domain)

    def _wait_turn(self, buyer, limits_sudo):
        """One transaction at a time counts what one buyer has. Rows to lock there are
        none, as the buyer may have nothing yet."""
        keys = sorted(
            f"ticket.limit {subject} {value}"
            for subject in set(limits_sudo.mapped("subject")) - {"order"}
            for value in buyer.values(subject)
        )
        for key in keys:
            self.env.execute_query(
                SQL("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", key)
            )

    def _counted(self, places_sudo):
        if not self.type_id:
            return places_sudo
        return places_sudo.filtered(lambda place: place.type_id == self.type_id)

    def _check_one(self, buyer, session, mine, all_places):
        maximum = self._maximum_for(buyer.tier) if self.tier_ids else self.maximum
        if self.subject == "order":
            if self.per == "show":
                mine = self._counted(
                    all_places.filtered(
                        lambda place: place.session_id.show_id == session.show_id
                    )
                )
            most = len(mine)
        else:
            most = max(
                self._has(value, session) for value in buyer.values(self.subject)
            )
        if most <= maximum:
            return
        left = max(0, maximum - most + (1 if self.subject == "identity" else len(mine)))
        raise LimitReached(
            self._refusal(maximum, session),
            staff=self.env._(
                "Limit “%(limit)s”: %(maximum)s tickets, %(left)s are left for this "
                "buyer.",
                limit=self.name,
                maximum=maximum,
                left=left,
            ),
            limit=self.id,
            maximum=maximum,
            left=left,
        )

    def _maximum_for(self, tier):
        """A tier may have more, never less."""
        allowed = self.tier_ids.filtered(lambda line: tier and line.tier_id == tier)
        return max([self.maximum, *allowed.mapped("maximum")])

    def _refusal(self, maximum, session):
        values = {
            "maximum": maximum,
            "what": session.show_id.name
            if self.per == "show"
            else session.display_name,
        }
        if self.subject == "order":
            return self.env._(
                "One order may have %(maximum)s tickets of %(what)s at most.", **values
            )
        if self.subject == "phone":
            return self.env._(
                "One phone number may have %(maximum)s tickets of %(what)s at most, "
                "over all places of sale.",
                **values,
            )
        if self.subject == "identity":
            return self.env._(
                "One person may have %(maximum)s tickets of %(what)s at most, over all "
                "places of sale.",
                **values,
            )
        return self.env._(
            "One customer may have %(maximum)s tickets of %(what)s at most, over all "
            "places of sale.",
            **values,
        )

    def _has(self, value, session):
        """How many places one buyer has, sold or kept, over all channels."""
        source = SQL(
            "ticket_hold hold JOIN ticket_place place ON place.hold_id = hold.id"
        )
        if self.subject == "identity":
            source = SQL(
                """ticket_holder holder
                   JOIN ticket_place place ON place.id = holder.place_id
                    AND place.hold_id = holder.hold_id"""
            )
            owner = SQL(
                "holder.number_hash = %s AND holder.state IN ('held', 'sold')", value
            )
        elif self.subject == "phone":
            owner = SQL("hold.buyer_phone = %s", value)
        else:  # a reseller's holds carry the reseller, who is no customer
            owner = SQL(
                """hold.channel != 'distributor' AND hold.partner_id IN (
                   SELECT id FROM res_partner WHERE commercial_partner_id = %s)""",
                value,
            )
        here = SQL("place.session_id = %s", session.id)
        if self.per == "show":
            here = SQL(
                """place.session_id IN (
                   SELECT id FROM ticket_session WHERE show_id = %s)""",
                session.show_id.id,
            )
        return self._count_places(source, SQL("%s AND %s", owner, here))

    def _count_places(self, source, condition):
        self.env["ticket.hold"].flush_model(["buyer_phone", "partner_id"])
        # Whoever exchanges tickets gives these back in the same act.
        given_back = self.env.context.get("ticket_given_back")
        if given_back:
            condition = SQL(
                """%s AND place.id NOT IN (
                   SELECT place_id FROM ticket_ticket WHERE id = ANY(%s))""",
                condition,
                list(given_back),
            )
        [[count]] = self.env.execute_query(
            SQL(
                """SELECT count(*) FROM %(source)s
                    WHERE %(condition)s AND %(type)s
                      AND (place.state = 'sold' OR (
                           place.state IN ('held', 'reserved') AND NOT %(expired)s))""",
                source=source,
                condition=condition,
                type=SQL("place.type_id = %s", self.type_id.id)
                if self.type_id
                else SQL("true"),
                expired=EXPIRED,
            )
        )
        return count
