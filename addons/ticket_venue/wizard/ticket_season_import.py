import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import available_timezones

from odoo import api, fields, models
from odoo.fields import Command
from odoo.tools.translate import LazyGettext

from ..tools import season_import, season_plan, season_zone

SHOWN_REMARKS = 200


@dataclass(frozen=True, slots=True)
class Wish:
    """A performance of the file as it would be planned; times are naive UTC."""

    show: season_plan.Show
    performance: season_plan.Performance
    line: models.BaseModel  # the place of the file
    start: datetime
    end: datetime
    session: models.BaseModel  # of an earlier import, or empty
    clash: str = ""

    @property
    def moves(self):
        """Whether a session that exists gets another time or hall."""
        return bool(self.session) and (
            self.session.start != self.start
            or (self.line.hall_id and self.session.hall_id != self.line.hall_id)
        )


class TicketSeasonImport(models.TransientModel):
    """Makes shows, halls and sessions of a season file, whole or not at all."""

    _name = "ticket.season.import"
    _description = "Import Season"

    file = fields.Binary(string="Season File", attachment=False)
    file_name = fields.Char()
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    tz = fields.Selection(
        selection=lambda self: [(name, name) for name in sorted(available_timezones())],
        string="Time Zone of New Venues",
        required=True,
        default=lambda self: self._default_tz(),
    )
    genre_id = fields.Many2one(
        "ticket.genre",
        ondelete="cascade",
        default=lambda self: self.env.ref(
            "ticket_venue.genre_concert", raise_if_not_found=False
        ),
        help="Of shows whose genre the file does not tell.",
    )
    duration = fields.Integer(
        string="Running Time (min)",
        default=120,
        required=True,
        help="Of shows whose running time the file does not tell. Where the next "
        "performance begins sooner, the end is brought forward.",
    )
    season_name = fields.Char(
        string="Season", help="Of shows whose season the file does not tell."
    )
    overwrite = fields.Boolean(
        string="Overwrite Texts of Known Shows",
        help="Otherwise names, texts and cast that were changed here stay.",
    )
    leave_out_clashes = fields.Boolean(string="Leave Out Performances in Conflict")
    hall_ids = fields.One2many(
        "ticket.season.import.hall",
        "import_id",
        string="Places",
        compute="_compute_hall_ids",
        store=True,
        readonly=False,
    )
    state = fields.Selection(
        [("empty", "No File"), ("refused", "Refused"), ("ready", "Ready")],
        compute="_compute_preview",
    )
    show_count = fields.Integer(string="Shows", compute="_compute_preview")
    new_show_count = fields.Integer(string="New Shows", compute="_compute_preview")
    session_count = fields.Integer(string="Performances", compute="_compute_preview")
    new_count = fields.Integer(string="New Sessions", compute="_compute_preview")
    moved_count = fields.Integer(string="Moved Sessions", compute="_compute_preview")
    kept_count = fields.Integer(string="Unchanged Sessions", compute="_compute_preview")
    clash_count = fields.Integer(string="Conflicts", compute="_compute_preview")
    clashes = fields.Text(compute="_compute_preview")
    notes = fields.Text(compute="_compute_preview")
    remark_count = fields.Integer(compute="_compute_preview")
    remarks = fields.Text(compute="_compute_preview")

    _duration_positive = models.Constraint(
        "CHECK(duration BETWEEN 1 AND 1440)",
        "The running time is from 1 minute to a day.",
    )

    @api.model
    def _default_tz(self):
        """That of the company's venues, most of which are in one place."""
        rows = self.env["ticket.venue"]._read_group(
            [("company_id", "=", self.env.company.id)], ["tz"], order="__count desc"
        )
        return rows[0][0] if rows else self.env.user.tz or "Asia/Shanghai"

    @api.depends("file", "company_id", "tz")
    def _compute_hall_ids(self):
        for wizard in self:
            plan = wizard._try_plan()
            wizard.hall_ids = [Command.clear()] + [
                Command.create(values) for values in wizard._hall_values(plan)
            ]

    @api.depends(
        "file",
        "company_id",
        "duration",
        "hall_ids.selected",
        "hall_ids.hall_id",
        "hall_ids.tz",
    )
    def _compute_preview(self):
        for wizard in self:
            wizard._clear_preview()
            if not wizard.file:
                continue
            try:
                plan = wizard._read_plan()
            except season_plan.SeasonFileError as error:
                wizard.state = "refused"
                wizard._show_remarks(error.problems)
            else:
                wizard.state = "ready"
                wizard._show_preview(plan)
                wizard._show_remarks(plan.defects)

    def action_template(self):
        return {
            "type": "ir.actions.act_url",
            "url": "/ticket/season/template.xlsx",
            "target": "download",
        }

    def _clear_preview(self):
        self.state = "empty"
        self.show_count = self.new_show_count = self.session_count = 0
        self.new_count = self.moved_count = self.kept_count = 0
        self.clash_count = self.remark_count = 0
        self.clashes = self.notes = self.remarks = False

    def _show_preview(self, plan):
        known = self._known_shows(plan)
        matches = self._matches(plan, known)
        wishes = self._wishes(plan, matches)
        self.notes = self._notes(wishes, matches)
        self.show_count = len(plan.shows)
        self.new_show_count = sum(show.key not in known for show in plan.shows)
        self.session_count = len(wishes)
        self.new_count = sum(not wish.session for wish in wishes)
        self.moved_count = sum(wish.moves for wish in wishes)
        self.kept_count = len(wishes) - self.new_count - self.moved_count
        clashes = [self._say_wish(wish) for wish in wishes if wish.clash]
        self.clash_count = len(clashes)
        self.clashes = "\n".join(clashes[:SHOWN_REMARKS])

    def _show_remarks(self, remarks):
        self.remark_count = len(remarks)
        self.remarks = self._say(remarks)

    def _hall_values(self, plan):
        """One line for each place the file names, most used first."""
        if not plan:
            return []
        counts, towns = {}, {}
        for one in plan.performances:
            counts[one.venue, one.hall] = counts.get((one.venue, one.hall), 0) + 1
            towns.setdefault((one.venue, one.hall), one.town)
        home = season_plan.home_town(plan.shows)
        ours = self._our_halls()
        values = []
        for key, count in sorted(counts.items(), key=lambda item: -item[1]):
            hall = ours.get(tuple(name.casefold() for name in key))
            away = bool(towns[key]) and towns[key] != home
            zone = away and season_zone.guess_zone(towns[key])
            values.append(
                {
                    "venue_name": key[0],
                    "hall_name": key[1],
                    "town": towns[key],
                    "count": count,
                    "hall_id": hall.id if hall else False,
                    "tz": (hall.venue_id.tz if hall else zone) or self.tz,
                    "away": away,
                }
            )
        return values

    def _our_halls(self):
        """{(venue, hall): record} by their names in English and in ours, case folded."""
        halls = self.env["ticket.hall"].search(
            [("company_id", "=", self.company_id.id)]
        )
        found = {}
        for lang in ("en_US", self.env.lang or "en_US"):
            for hall in halls.with_context(lang=lang):
                key = hall.venue_id.name.casefold(), hall.name.casefold()
                found.setdefault(key, hall.with_env(self.env))
        return found

    def _try_plan(self):
        """The plan, or ``None`` without a file that can be read."""
        try:
            return self._read_plan() if self.file else None
        except season_plan.SeasonFileError:
            return None

    def _read_plan(self):
        """:raise SeasonFileError: the file is refused"""
        try:
            content = base64.b64decode(self.file, validate=False)
        except (binascii.Error, ValueError):
            content = b"\xff"
        return season_import.parse(content)

    def _say(self, remarks):
        """The first remarks, one a line, in the reader's language."""
        lines = []
        for remark in remarks[:SHOWN_REMARKS]:
            text = season_plan.MESSAGES[remark.code]
            reason = self.env._(
                LazyGettext(text, _module="ticket_venue", **remark.params)
            )
            lines.append(self._say_place(remark.place, reason))
        if (hidden := len(remarks) - SHOWN_REMARKS) > 0:
            lines.append(self.env._("… and %(count)s more.", count=hidden))
        return "\n".join(lines)

    def _say_place(self, place, reason):
        if place.isdigit():
            return self.env._("Line %(line)s: %(reason)s", line=place, reason=reason)
        return f"{place}: {reason}" if place else reason

    def _say_wish(self, wish):
        return self.env._(
            "%(show)s, %(when)s, %(hall)s: %(clash)s",
            show=wish.show.name,
            when=f"{wish.performance.start:%Y-%m-%d %H:%M}",
            hall=wish.performance.hall,
            clash=wish.clash,
        )
