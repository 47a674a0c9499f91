from dataclasses import replace
from datetime import timedelta

from odoo import models

from ..models.ticket_session_hall import HallTime
from ..tools import season_match, timetable
from .ticket_season_import import Wish

#: Shorter than this a performance is not made to fit before the next one.
SHORTEST = timedelta(minutes=30)
SHOWN_NOTES = 200


class TicketSeasonImport(models.TransientModel):
    """What a season file asks for, compared with what is planned."""

    _inherit = "ticket.season.import"

    def _known_shows(self, plan):
        """{key: show} of those that an earlier file brought."""
        shows = (
            self.env["ticket.show"]
            .with_context(active_test=False)
            .search(
                [
                    ("company_id", "=", self.company_id.id),
                    ("external_key", "in", [show.key for show in plan.shows]),
                ]
            )
        )
        return {show.external_key: show for show in shows}

    def _matches(self, plan, known):
        """{key: (sessions by performance, new performances, sessions gone)}"""
        sessions = self.env["ticket.session"].search(
            [
                ("show_id", "in", [show.id for show in known.values()]),
                ("external_key", "!=", False),
            ]
        )
        by_show = sessions.grouped("show_id")
        return {
            show.key: season_match.match(
                show,
                [
                    season_match.Known(session.external_key, session)
                    for session in by_show.get(known.get(show.key), ())
                ],
            )
            for show in plan.shows
        }

    def _wishes(self, plan, matches):
        """Every performance in a chosen place, with its session and its conflict."""
        lines = {line._name_key(): line for line in self.hall_ids if line.selected}
        nothing = self.env["ticket.session"]
        wishes = [
            self._wish(show, one, line, matches[show.key][0].get(one, nothing))
            for show in plan.shows
            for one in show.performances
            if (line := lines.get((one.venue, one.hall)))
        ]
        return self._with_clashes(self._fitted(wishes))

    def _notes(self, wishes, matches):
        """What the file changes and what of it is not done, one a line."""
        stuck = [w for w in wishes if w.moves and not w.session._may_follow_file()]
        lines = [
            self.env._(
                "%(session)s has another time or hall in the file (%(when)s). It is "
                "announced already and stays; postpone it yourself.",
                session=wish.session.display_name,
                when=f"{wish.performance.start:%Y-%m-%d %H:%M}",
            )
            for wish in stuck
        ]
        gone = [
            session for _f, _n, sessions in matches.values() for session in sessions
        ]
        lines += [
            self.env._(
                "%(session)s is no longer in the file. It stays; cancel it yourself.",
                session=session.display_name,
            )
            for session in gone
        ]
        return "\n".join(lines[:SHOWN_NOTES])

    def _wish(self, show, performance, line, session):
        start = timetable.occurrence(performance.start, line.tz).start
        minutes = show.duration or self.duration
        end = start + timedelta(minutes=minutes)
        if session and session.start == start:
            end = session.end  # as it was planned here
        return Wish(show, performance, line, start, end, session)

    def _fitted(self, wishes):
        """An assumed running time ends before the next performance in the hall."""
        fitted, later = [], {}
        for wish in sorted(wishes, key=lambda wish: wish.start, reverse=True):
            hall = wish.line._name_key()
            if follows := later.get(hall):
                latest = follows - sum(self._turnaround(wish.line), timedelta())
                if (
                    not wish.show.duration
                    and wish.start + SHORTEST <= latest < wish.end
                ):
                    wish = replace(wish, end=latest)
            later[hall] = wish.start
            fitted.append(wish)
        return fitted[::-1]

    def _turnaround(self, line):
        """Set-up and clearing in the hall of a line."""
        hall = line.hall_id
        return (
            timedelta(minutes=hall.setup_minutes),
            timedelta(minutes=hall.clearing_minutes),
        )

    def _with_clashes(self, wishes):
        """Told of each wish: what is planned there already, or what the file itself
        plans there at the same time."""
        wishes = self._clashing_in_file(wishes)
        placed = [
            (index, wish) for index, wish in enumerate(wishes) if wish.line.hall_id
        ]
        wanted = []
        for _index, wish in placed:
            setup, clearing = self._turnaround(wish.line)
            wanted.append(
                HallTime(
                    wish.line.hall_id._origin.id,
                    wish.start - setup,
                    wish.end + clearing,
                    wish.session.id or 0,
                )
            )
        clashes = self.env["ticket.session"]._hall_clashes(wanted)
        moving = {wish.session.id for wish in wishes if wish.moves}
        for position, others in clashes.items():
            index, wish = placed[position]
            if others := others.filtered(lambda session: session.id not in moving):
                wishes[index] = replace(wish, clash=others[0].display_name)
        return wishes

    def _clashing_in_file(self, wishes):
        until, told = {}, []
        for wish in wishes:
            hall = wish.line._name_key()
            setup, clearing = self._turnaround(wish.line)
            other, taken = until.get(hall, (None, None))
            if taken and wish.start - setup < taken:
                wish = replace(wish, clash=other.show.name)
            else:
                until[hall] = (wish, wish.end + clearing)
            told.append(wish)
        return told
