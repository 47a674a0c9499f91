from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..exceptions import CapReached
from .ticket_place import EXPIRED
from .ticket_type import CHANNELS

LEVELS = [("ok", "Open"), ("warn", "Nearly Reached"), ("stop", "Reached")]
SCOPE = ("zone_id", "type_id", "channel")


class TicketCap(models.Model):
    """How many tickets of a session may be sold: in a zone, of a type, by a channel, or
    any mix of the three. What is held counts like what is sold, so that nobody fills a
    cart that cannot be paid."""

    _name = "ticket.cap"
    _description = "Cap on Sales"
    _order = "session_id, zone_id, type_id, channel, id"
    _check_company_auto = True

    session_id = fields.Many2one(
        "ticket.session", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="session_id.company_id", store=True)
    plan_id = fields.Many2one(related="session_id.plan_id")
    zone_id = fields.Many2one(
        "ticket.zone",
        ondelete="cascade",
        domain="[('plan_id', '=', plan_id)]",
        help="Empty: all zones.",
    )
    type_id = fields.Many2one(
        "ticket.type",
        ondelete="cascade",
        check_company=True,
        help="Empty: all ticket types.",
    )
    channel = fields.Selection(CHANNELS, help="Empty: all channels together.")
    maximum = fields.Integer(
        required=True,
        aggregator=None,
        help="No ticket beyond this one is sold. 0: none at all.",
    )
    warn_percent = fields.Integer(
        string="Warn At (%)",
        default=90,
        aggregator=None,
        help="The manager is told when so much of the cap is used; 0: no warning.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Manager",
        default=lambda self: self.env.user,
        ondelete="set null",
        help="Gets an activity when the cap is nearly reached and when it is reached.",
    )
    used = fields.Integer(compute="_compute_used", help="Sold and held.")
    left = fields.Integer(compute="_compute_used")
    used_percent = fields.Float(compute="_compute_used", string="Share Used")
    level = fields.Selection(
        LEVELS, default="ok", required=True, readonly=True, copy=False
    )
    told_level = fields.Selection(
        LEVELS, default="ok", required=True, readonly=True, copy=False
    )
    turn = fields.Integer(
        default=0,
        copy=False,
        readonly=True,
        help="Counts the checks: who checks writes here, so that two never count the "
        "same last ticket.",
    )

    _scope_uniq = models.UniqueIndex(
        """(session_id, COALESCE(zone_id, 0), COALESCE(type_id, 0),
            COALESCE(channel, ''))""",
        "This session has a cap for the same zone, type and channel already.",
    )
    _maximum_not_negative = models.Constraint(
        "CHECK(maximum >= 0)", "A cap cannot be negative."
    )
    _warn_percent_range = models.Constraint(
        "CHECK(warn_percent BETWEEN 0 AND 100)",
        "The warning comes at 1 to 100 percent of the cap, or never (0).",
    )

    @api.depends("session_id", "zone_id", "type_id", "channel")
    @api.depends_context("lang")
    def _compute_display_name(self):
        channels = dict(self._fields["channel"]._description_selection(self.env))
        for cap in self:
            parts = (cap.zone_id.name, cap.type_id.name, channels.get(cap.channel))
            cap.display_name = " · ".join(filter(None, parts)) or self.env._(
                "Whole session"
            )

    @api.depends("session_id", "zone_id", "type_id", "channel", "maximum")
    def _compute_used(self):
        for session, caps in self.grouped("session_id").items():
            taken = self._taken(session)
            for cap in caps:
                cap.used = cap._used(taken)
                cap.left = max(0, cap.maximum - cap.used)
                cap.used_percent = 100 * cap.used / cap.maximum if cap.maximum else 100

    @api.constrains("session_id", *SCOPE, "maximum")
    def _check_contradictions(self):
        """:raise ValidationError: a cap that could never have a meaning"""
        for cap in self:
            cap._check_scope()
            for other in self.search([("session_id", "=", cap.session_id.id)]) - cap:
                for narrow, wide in ((cap, other), (other, cap)):
                    if narrow._is_within(wide) and narrow.maximum > wide.maximum:
                        raise ValidationError(
                            self.env._(
                                "“%(narrow)s” (%(more)s) lies within “%(wide)s” "
                                "(%(less)s) and could never be reached. Lower the "
                                "first or raise the second.",
                                narrow=narrow.display_name,
                                more=narrow.maximum,
                                wide=wide.display_name,
                                less=wide.maximum,
                            )
                        )

    def _check_scope(self):
        plan = self.session_id.plan_id
        if self.zone_id and plan and self.zone_id.plan_id != plan:
            raise ValidationError(
                self.env._(
                    "Zone %(zone)s belongs to another price plan than %(session)s.",
                    zone=self.zone_id.name,
                    session=self.session_id.display_name,
                )
            )
        if self.type_id and self.channel and not self.type_id._sold_on(self.channel):
            raise ValidationError(
                self.env._(
                    "“%(cap)s” caps nothing: %(type)s tickets are not sold there.",
                    cap=self.display_name,
                    type=self.type_id.name,
                )
            )

    def _is_within(self, wide):
        """Whether every ticket that this cap counts is counted by ``wide`` too."""
        return all(not wide[name] or wide[name] == self[name] for name in SCOPE)

    @api.model_create_multi
    def create(self, vals_list):
        caps = super().create(vals_list)
        self.env["ticket.cached.mixin"]._forget()
        caps._follow_now()
        return caps

    def write(self, vals):
        result = super().write(vals)
        if "session_id" in vals:
            self.env["ticket.cached.mixin"]._forget()
        if {"maximum", "warn_percent", *SCOPE} & vals.keys():
            self._follow_now()
        return result

    # --- the check, in the transaction that takes the places ------------------

    @api.model
    @tools.ormcache("session_id")
    def _are_there(self, session_id):
        """Whether a session has caps at all: few have."""
        return bool(
            self.sudo().search_count([("session_id", "=", session_id)], limit=1)
        )

    @api.model
    def _check(self, hold_sudo, places_sudo, *, typed):
        """Stop at the cap exactly, whoever else is buying.

        Caps are written in id order before anything is counted: at READ COMMITTED the
        second buyer waits and then sees the first one's places, at REPEATABLE READ the
        second one is tried again by the framework.

        :param places_sudo: what was just taken, counted already
        :param typed: check the caps on a type, else those that need no type
        :raise CapReached: more is taken than a cap allows
        """
        session = hold_sudo.session_id
        if not self._are_there(session.id):
            return
        rows = self.env.execute_query(
            SQL(
                """
        WITH mine AS (
             SELECT id FROM ticket_cap
              WHERE session_id = %(session)s AND (type_id IS NOT NULL) = %(typed)s
                AND (channel IS NULL OR channel = %(channel)s)
                AND (zone_id IS NULL OR zone_id = ANY(%(zones)s))
                AND (type_id IS NULL OR type_id = ANY(%(types)s))
           ORDER BY id FOR UPDATE)
      UPDATE ticket_cap cap SET turn = cap.turn + 1 FROM mine WHERE cap.id = mine.id
   RETURNING cap.id""",
                session=session.id,
                typed=typed,
                channel=hold_sudo.channel,
                zones=places_sudo.zone_id.ids,
                types=places_sudo.type_id.ids,
            )
        )
        if not rows:
            return
        caps_sudo = self.sudo().browse(row[0] for row in rows)
        caps_sudo.invalidate_recordset()
        taken = self._taken(session)
        for cap_sudo in caps_sudo:
            cap_sudo._check_one(taken, places_sudo)
        caps_sudo._follow(taken)

    def _check_one(self, taken, places_sudo):
        used = self._used(taken)
        if used <= self.maximum:
            return
        mine = places_sudo.filtered(
            lambda place: (
                (not self.zone_id or place.zone_id == self.zone_id)
                and (not self.type_id or place.type_id == self.type_id)
            )
        )
        left = max(0, self.maximum - used + len(mine))
        raise CapReached(
            self.env._(
                "Only %(left)s more tickets can be sold here: %(what)s.",
                left=left,
                what=self.display_name,
            )
            if left
            else self.env._(
                "No more tickets are sold here: %(what)s.", what=self.display_name
            ),
            staff=self.env._(
                "The cap “%(what)s” of %(session)s is %(maximum)s; %(left)s are left.",
                what=self.display_name,
                session=self.session_id.display_name,
                maximum=self.maximum,
                left=left,
            ),
            cap=self.id,
            left=left,
        )

    @api.model
    def _taken(self, session):
        """{(zone id, type id, channel): places sold or kept by somebody now}"""
        self.env["ticket.place"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT place.zone_id, place.type_id, hold.channel, count(*)
                     FROM ticket_place place
                     JOIN ticket_hold hold ON hold.id = place.hold_id
                    WHERE place.session_id = %(session)s
                      AND (place.state = 'sold' OR (
                           place.state IN ('held', 'reserved') AND NOT %(expired)s))
                 GROUP BY place.zone_id, place.type_id, hold.channel""",
                session=session.id,
                expired=EXPIRED,
            )
        )
        return {tuple(key): count for *key, count in rows}

    def _used(self, taken):
        return sum(
            count
            for (zone_id, type_id, channel), count in taken.items()
            if (not self.zone_id or self.zone_id.id == zone_id)
            and (not self.type_id or self.type_id.id == type_id)
            and (not self.channel or self.channel == channel)
        )

    def _board_cap(self, taken):
        """This cap as the live board draws it."""
        used = self._used(taken)
        return {
            "id": self.id,
            "name": self.display_name,
            "used": used,
            "maximum": self.maximum,
            "level": self._level(used),
            "percent": min(100, round(100 * used / self.maximum))
            if self.maximum
            else 100,
        }

    # --- telling the manager ----------------------------------------------------

    def _follow(self, taken):
        """Write down how near these caps are and have the manager told."""
        changed = False
        for cap in self:
            level = cap._level(cap._used(taken))
            if level != cap.level:
                cap.level = level
                changed = True
        if changed:
            self.env.flush_all()
            self.env.ref("ticket_sale.ir_cron_caps").sudo()._trigger()

    def _follow_now(self):
        for session, caps in self.grouped("session_id").items():
            caps.sudo()._follow(self._taken(session))

    def _level(self, used):
        if used >= self.maximum:
            return "stop"
        if self.warn_percent and 100 * used >= self.warn_percent * self.maximum:
            return "warn"
        return "ok"

    @api.model
    def _cron_tell(self):
        """Tell managers of caps that are nearly or wholly reached, once each time; a
        cap that has room again may be told of again."""
        near = self.search(
            [
                ("session_id.end", ">", fields.Datetime.now()),
                "|",
                ("level", "!=", "ok"),
                ("told_level", "!=", "ok"),
            ]
        )
        for session, caps in near.grouped("session_id").items():
            taken = self._taken(session)
            for cap in caps:
                cap.level = cap._level(cap._used(taken))
                if cap.level != cap.told_level:
                    cap._tell()
        self.env["ir.cron"]._commit_progress(len(near))

    def _tell(self):
        steps = [level for level, _label in LEVELS]
        if steps.index(self.level) > steps.index(self.told_level):
            what = {"cap": self.display_name, "used": self.used, "most": self.maximum}
            self.session_id.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("Cap reached, sale stopped: %(cap)s", **what)
                if self.level == "stop"
                else self.env._("Cap nearly reached: %(cap)s", **what),
                note=self.env._("%(used)s of %(most)s tickets are taken.", **what),
                user_id=(self.user_id or self.env.ref("base.user_admin")).id,
            )
        self.told_level = self.level
