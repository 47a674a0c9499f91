from odoo import api, fields, models
from odoo.exceptions import UserError

from ..exceptions import RevisionRefused

#: How many places a refusal names.
NAMED = 20
#: Sessions that may move to another revision of their map.
MOVING_STATES = (
    "draft",
    "announced",
    "presale",
    "on_sale",
    "paused",
    "ended",
    "postponed",
)


class TicketSession(models.Model):
    """A session moves to another revision of its seat map, with all it has sold."""

    _inherit = "ticket.session"

    newer_map_id = fields.Many2one(
        "ticket.seat.map", compute="_compute_newer_map_id", string="Newest Revision"
    )

    @api.depends("seat_map_id.edition_ids")
    def _compute_newer_map_id(self):
        for session in self:
            newest = session.seat_map_id.edition_ids[:1]
            session.newer_map_id = newest != session.seat_map_id and newest

    def action_move_revision(self):
        """Look at what moving to the newest revision would do."""
        self.ensure_one()
        return self.newer_map_id._open_move(self)

    def _move_to_revision(self, target, renumber=False):
        """Move these sessions to another revision, all of them or none.

        It runs in a short transaction of its own under the locks of every hold: places
        go with their seats by seat key, new seats get places, seats that are gone and
        that nobody has lose theirs. Zones follow the painting of the revision, except
        where somebody has the place; ranks are counted again.

        :param renumber: go on although tickets will say another seat than printed
        :raise RevisionRefused: somebody has a place that is not on the target, or one
            that is called something else there; ``details`` has ``places``
        :raise UserError: a session cannot move there at all
        :raise Busy: places stayed locked by buyers for too long
        """
        self.check_access("write")
        self._check_may_follow(target)
        with self.env["ticket.hold"]._transaction() as Hold:
            sessions = self.with_env(Hold.env).sorted("id")
            revision_sudo = target.with_env(Hold.env).sudo()
            revision_sudo._freeze()
            for session in sessions:
                session._check_may_follow(revision_sudo)
                session._move_places(revision_sudo, renumber)
        self.invalidate_recordset()
        target.invalidate_recordset()

    def _check_may_follow(self, target):
        for session in self:
            if (
                session.seat_map_id.drawing_id != target.drawing_id
                or session.seat_map_id == target
                or session.state not in MOVING_STATES
            ):
                raise UserError(
                    self.env._(
                        "%(session)s cannot move to %(map)s. It must be still to come, "
                        "and on another revision of the same seat map.",
                        session=session.display_name,
                        map=target.display_name,
                    )
                )

    def _move_places(self, target, renumber):
        """:meth:`_move_to_revision` of one session in the current transaction."""
        source = self.seat_map_id
        if not self.inventory_open:
            self.seat_map_id = target
            self._follow_plan(target)
            return
        Place = self.env["ticket.place"]
        Place._lock_session(self)
        found = Place.sudo()._compare(self, target)
        self._refuse_lost(target, found["lost"])
        if not renumber:
            self._refuse_renumbered(target, found["renumbered"])
        before = {place: place.display_name for place in found["renumbered"]}
        Place._follow_revision(self, target)
        self.seat_map_id = target
        self._follow_plan(target)
        Place._open(self)
        Place._follow_painting(self)
        Place._rank_again(self)
        Place.sudo()._record_renumbered(before)
        self.message_post(body=self._say_moved(source, target, found))

    def _follow_plan(self, target):
        """The price plan shows the newest revision that is in use; a plan whose zones
        were never painted there gets those of the session's old revision."""
        plan_sudo = self.sudo().plan_id
        if not plan_sudo:
            return
        if not plan_sudo._is_painted_on(target):
            plan_sudo.seat_map_id._carry_painting(target, plan_sudo)
        if plan_sudo.seat_map_id.edition < target.edition:
            plan_sudo.seat_map_id = target

    def _refuse_lost(self, target, lost):
        if not lost:
            return
        labels = dict(lost._fields["state"]._description_selection(self.env))
        raise RevisionRefused(
            self.env._(
                "%(session)s cannot move to %(map)s: these %(count)s places are taken "
                "and are not there. Move or refund them first, or keep their seats in "
                "the revision.\n%(places)s",
                session=self.display_name,
                map=target.display_name,
                count=len(lost),
                places=self._name_some(
                    f"{place.display_name} · {labels[place.state]}" for place in lost
                ),
            ),
            session=self.id,
            places=lost.ids,
        )

    def _refuse_renumbered(self, target, renumbered):
        if not renumbered:
            return
        raise RevisionRefused(
            self.env._(
                "In %(map)s these %(count)s taken places of %(session)s are called "
                "something else than printed tickets say. Confirm that you want it.\n"
                "%(places)s",
                map=target.display_name,
                count=len(renumbered),
                session=self.display_name,
                places=self._name_some(
                    f"{place.display_name} → {name}"
                    for place, name in renumbered.items()
                ),
            ),
            session=self.id,
            places=[place.id for place in renumbered],
        )

    @api.model
    def _name_some(self, names):
        names = list(names)
        if len(names) > NAMED:
            more = self.env._("… and %(count)s more.", count=len(names) - NAMED)
            names = [*names[:NAMED], more]
        return "\n".join(names)

    def _say_moved(self, source, target, found):
        return self.env._(
            "Moved from revision %(old)s to revision %(new)s of the seat map: %(kept)s "
            "places kept, %(added)s new, %(gone)s gone, %(renumbered)s taken places "
            "renumbered.",
            old=source.edition,
            new=target.edition,
            kept=found["kept"],
            added=found["new"],
            gone=found["gone"],
            renumbered=len(found["renumbered"]),
        )
