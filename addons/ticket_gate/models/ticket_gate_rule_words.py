from odoo import api, fields, models

from ..tools import wording

LISTED = 4


class TicketGateRule(models.Model):
    """A rule as a sentence: what a house manager reads and checks."""

    _inherit = "ticket.gate.rule"

    words = fields.Char(
        string="In Words",
        compute="_compute_words",
        compute_sudo=True,  # gate staff read the rule, not the members' tiers
    )

    @api.depends(
        "who",
        "type_ids.name",
        "zone_ids.name",
        "pass_type_ids.name",
        "tier_ids.name",
        "minutes_before",
        "minutes_after",
        "reentry",
        "times",
        "per_day",
        "out_first",
        "gap",
        "anytime",
        "hour_from",
        "hour_to",
        "venue_id.name",
    )
    @api.depends_context("lang")
    def _compute_words(self):
        for rule in self:
            parts = [rule._whom(), rule._when(), *rule._how_often()]
            rule.words = self.env._("; ").join(filter(None, parts))

    def _whom(self):
        if self.who == "passes":
            whom = self._listed(self.pass_type_ids) or self.env._("All passes")
        else:
            whom = self._listed(self.type_ids) or self.env._("All tickets")
        if self.who == "tickets" and self.zone_ids:
            whom = self.env._(
                "%(types)s in %(zones)s", types=whom, zones=self._listed(self.zone_ids)
            )
        if self.tier_ids:
            whom = self.env._(
                "%(types)s of members: %(tiers)s",
                types=whom,
                tiers=self._listed(self.tier_ids),
            )
        if self.venue_id != self.group_id.venue_id:
            whom = self.env._(
                "%(types)s at %(venue)s", types=whom, venue=self.venue_id.name
            )
        return whom

    def _when(self):
        hours = self._hours()
        between = hours and self.env._(
            "from %(first)s to %(last)s",
            first=wording.clock(hours[0]),
            last=wording.clock(hours[1]),
        )
        if self.who == "passes" and self.anytime:
            return between or self.env._("at any time")
        if self.minutes_after:
            window = self.env._(
                "from %(before)s before the start until %(after)s after the end",
                before=self._span(self.minutes_before),
                after=self._span(self.minutes_after),
            )
        else:
            window = self.env._(
                "from %(before)s before the start until the end",
                before=self._span(self.minutes_before),
            )
        return self.env._(", ").join(filter(None, (window, between)))

    def _how_often(self):
        """Return the clauses that say how often each person comes in."""
        if self.times == 1:
            clauses = [self.env._("once")]
        elif self.times:
            clauses = [self.env._("%(times)s times", times=self.times)]
        elif not self.per_day:
            clauses = [self.env._("as often as they like")]
        else:
            clauses = []
        if self.per_day == 1 and self.times != 1:
            clauses.append(self.env._("once a day"))
        elif self.per_day and self.times != 1:
            clauses.append(self.env._("%(times)s times a day", times=self.per_day))
        if self.reentry:
            clauses.append(self.env._("who was scanned out may come back"))
        if self.out_first and self.times != 1:
            clauses.append(self.env._("not before being scanned out"))
        if self.gap and self.times != 1:
            clauses.append(self.env._("not within %(span)s", span=self._span(self.gap)))
        return clauses

    def _listed(self, records):
        names = records[:LISTED].mapped("name")
        if len(records) > LISTED:
            names.append(self.env._("%(count)s more", count=len(records) - LISTED))
        return self.env._(", ").join(names)

    def _span(self, minutes):
        hours, rest = divmod(minutes, 60)
        days, odd_hours = divmod(hours, 24)
        if days > 1 and not odd_hours and not rest:
            return self.env._("%(days)s days", days=days)
        if not hours:
            return self.env._("%(minutes)s min", minutes=rest)
        if not rest:
            return self.env._("%(hours)s h", hours=hours)
        return self.env._("%(hours)s h %(minutes)s min", hours=hours, minutes=rest)
