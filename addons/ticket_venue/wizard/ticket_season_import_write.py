from markupsafe import Markup

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.tools import escape_psql

from ..tools import season_match, season_plan


class TicketSeasonImport(models.TransientModel):
    """Writing a season: everything in one transaction, or nothing."""

    _inherit = "ticket.season.import"

    def action_import(self):
        """Read and compare the file again, then make what it asks for.

        :raise UserError: the file is refused, or performances are in conflict
        """
        self.ensure_one()
        if not self.file:
            raise UserError(self.env._("Choose a season file first."))
        try:
            plan = self._read_plan()
        except season_plan.SeasonFileError as error:
            raise UserError(
                self.env._(
                    "Nothing was imported. The file is wrong here:\n%(problems)s",
                    problems=self._say(error.problems),
                )
            ) from error
        known = self._known_shows(plan)
        wishes = self._allowed(self._wishes(plan, self._matches(plan, known)))
        halls = self._make_halls(wishes)
        shows = self._make_shows(plan, known)
        sessions = self._make_sessions(wishes, shows, halls)
        return sessions._action_open(self.env._("Imported Sessions"))

    def _allowed(self, wishes):
        """The wishes without those in conflict.

        :raise UserError: there are some, and nobody said to leave them out
        """
        clashing = [wish for wish in wishes if wish.clash]
        if clashing and not self.leave_out_clashes:
            raise UserError(
                self.env._(
                    "Nothing was imported. These performances are in the way of "
                    "another one; leave them out, or free the hall first:\n%(clashes)s",
                    clashes="\n".join(map(self._say_wish, clashing[:20])),
                )
            )
        return [wish for wish in wishes if not wish.clash]

    def _make_halls(self, wishes):
        """{(venue, hall) of the file: hall}; each has a seat map, drawn or not yet."""
        lines = self.hall_ids.browse(
            list(dict.fromkeys(wish.line.id for wish in wishes))
        )
        halls, venues = {}, {}
        for line in lines:
            hall = line.hall_id
            if not hall:
                venue = venues.get(line.venue_name) or self._find_venue(line)
                venues[line.venue_name] = venue
                hall = self.env["ticket.hall"].create(
                    {"name": line.hall_name, "venue_id": venue.id}
                )
            if not hall.seat_map_ids:
                self.env["ticket.seat.map"].create(
                    {"name": self.env._("To be drawn"), "hall_id": hall.id}
                )
            halls[line._name_key()] = hall
        return halls

    def _find_venue(self, line):
        """The venue of this name, or a new one."""
        venue = self._named("ticket.venue", line.venue_name, self._of_company())
        if venue:
            return venue
        values = {
            "name": line.venue_name,
            "kind": "hall",
            "tz": line.tz,
            "company_id": self.company_id.id,
        }
        partners = self.env["res.partner"]
        if line.town and partners.has_access("create"):
            address = {"name": line.venue_name, "is_company": True}
            values["address_id"] = partners.create(address | {"city": line.town}).id
        return venue.create(values)

    def _make_shows(self, plan, known):
        """{key: show}; known ones keep what was written here, unless told otherwise."""
        shows, values = dict(known), []
        for show in plan.shows:
            if show.key not in known:
                values.append(self._show_values(show))
            elif self.overwrite:
                known[show.key].cast_ids.unlink()
                known[show.key].write(self._show_values(show))
        created = self.env["ticket.show"].create(values)
        shows |= {show.external_key: show for show in created}
        for show in plan.shows:
            if show.key not in known or self.overwrite:
                for lang, name in show.names.items():
                    if lang != "en_US" and self.env["res.lang"]._get_data(code=lang):
                        shows[show.key].with_context(lang=lang).name = name
        return shows

    def _show_values(self, show):
        works = Markup().join(Markup("<li>%s</li>") % work for work in show.works)
        return {
            "name": show.name,
            "subtitle": show.subtitle,
            "company_id": self.company_id.id,
            "genre_id": self._find_genre(show.genre).id,
            "presenter_id": self._find_presenter(show.presenter).id,
            "tag_ids": [Command.set([self._find_tag(tag).id for tag in show.tags])],
            "synopsis": works and Markup("<ul>%s</ul>") % works,
            "duration": max(show.duration or self.duration, show.interval + 1),
            "interval_minutes": show.interval,
            "external_key": show.key,
            "cast_ids": [
                Command.create(
                    {"name": member.name, "role": member.role, "sequence": 10 * index}
                )
                for index, member in enumerate(show.cast, start=1)
            ],
        }

    def _named(self, model, name, domain=Domain.TRUE):
        """The record of this name, whatever the case, or an empty one."""
        named = Domain("name", "=ilike", escape_psql(name))
        return self.env[model].search(named & domain, limit=1)

    def _of_company(self):
        return Domain("company_id", "=", self.company_id.id)

    def _find_genre(self, name):
        return (name and self._named("ticket.genre", name)) or self.genre_id

    def _find_presenter(self, name):
        """The partner of this name; made when it is none and the user may."""
        partners = self.env["res.partner"]
        if not name:
            return partners
        ours = Domain("company_id", "in", (False, self.company_id.id))
        found = self._named("res.partner", name, ours)
        if not found and partners.has_access("create"):
            found = partners.create({"name": name, "is_company": True})
        return found

    def _find_tag(self, name):
        known = Domain("active", "in", (True, False))
        tag = self._named("ticket.tag", name, known)
        return tag or tag.create({"name": name})

    def _make_sessions(self, wishes, shows, halls):
        """Sessions of the file. Those that are announced already keep their time."""
        sessions = self.env["ticket.session"]
        seasons, values = {}, []
        for wish in wishes:
            hall = halls[wish.line._name_key()]
            session_values = {
                "start": wish.start,
                "end": wish.end,
                "hall_id": hall.id,
                "external_key": season_match.performance_key(
                    wish.show, wish.performance
                ),
            }
            if not wish.session:
                values.append(
                    session_values
                    | {
                        "show_id": shows[wish.show.key].id,
                        "season_id": self._find_season(wish.show, seasons),
                    }
                )
                continue
            if wish.moves and wish.session._may_follow_file():
                wish.session.write(session_values)
            sessions |= wish.session
        created = sessions.with_context(tracking_disable=True).create(values)
        return sessions | created.with_env(self.env)

    def _find_season(self, show, seasons):
        """The id of the show's season, made when there is none of its name."""
        name = show.season or self.season_name
        if name and name not in seasons:
            found = self._named("ticket.season", name, self._of_company())
            seasons[name] = found or found.create(
                {"name": name, "company_id": self.company_id.id}
            )
        return seasons[name].id if name else False
