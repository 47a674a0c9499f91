from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

#: So long after its first publication a show is new.
NEW_DAYS = 30
#: Shows in the hot list at most.
HOT_COUNT = 20
#: Promotions that anybody gets, without a code or a membership.
OPEN_STRATEGIES = ("bundle", "early", "window", "group")


class TicketShow(models.Model):
    """Lists of shows by rule: coming, new, special, hot."""

    _inherit = "ticket.show"

    published_at = fields.Datetime(
        string="First Published",
        compute="_compute_published_at",
        store=True,
        copy=False,
        help="A show counts as new for thirty days from here on.",
    )
    special_offer = fields.Char(
        translate=True,
        copy=False,
        help="A few words on the show's card, such as “Family Sunday: children free”. "
        "They put it among the specials; a running promotion that names the show does "
        "the same.",
    )
    hot_score = fields.Integer(
        string="Demand",
        readonly=True,
        copy=False,
        index=True,
        help="Visitors of the show's page in the last 14 days, each once a day, and ten "
        "for each ticket sold and kept. Robots and staff are not counted.",
    )

    @api.depends("is_published")
    def _compute_published_at(self):
        now = fields.Datetime.now()
        for show in self:
            show.published_at = show.published_at or (show.is_published and now)

    def _website_list(self, website, rule=None, limit=None):
        """The shows that a list on a website names, in its order.

        :param rule: ``coming``, ``new``, ``special`` or ``hot``; else all, soonest first
        """
        domain = self._website_on_domain(website) & self._website_rule_domain(rule)
        shows = self.search(domain)
        return shows._website_rule_order(rule)[:limit]

    def _website_on_domain(self, website, sessions=Domain.TRUE):
        """The shows of a website with such sessions to come."""
        sessions &= self._website_session_domain()
        return self._website_domain(website) & Domain("session_ids", "any", sessions)

    def _website_rule_domain(self, rule):
        if rule == "coming":
            sold = self._website_session_domain() & Domain("state", "!=", "announced")
            return ~Domain("session_ids", "any", sold)
        if rule == "new":
            since = fields.Datetime.now() - timedelta(days=NEW_DAYS)
            return Domain("published_at", ">=", since)
        if rule == "special":
            return Domain("special_offer", "not in", (False, "")) | Domain(
                "id", "in", self._website_promoted().ids
            )
        if rule == "hot":
            return Domain("hot_score", ">", 0)
        return Domain.TRUE

    def _website_rule_order(self, rule):
        """These shows in the order of the rule's list."""
        if rule == "hot":
            hottest = self.sorted(lambda show: (-show.hot_score, show.id))
            return hottest[:HOT_COUNT]
        if rule == "new":
            return self.sorted(lambda show: (show.published_at, show.id), reverse=True)
        first = dict(
            self.env["ticket.session"]._read_group(
                Domain("show_id", "in", self.ids) & self._website_session_domain(),
                ["show_id"],
                ["start:min"],
            )
        )
        begins = fields.Datetime.now()
        return self.sorted(lambda show: (first.get(show, begins), show.id))

    @api.model
    def _website_promoted(self):
        """The shows that a running promotion for everybody names."""
        strategies = self.env["ticket.strategy"].search(
            [("on_website", "=", True), ("kind", "in", OPEN_STRATEGIES)]
        )
        running = strategies.filtered(lambda strategy: strategy.phase == "running")
        return running.show_ids | running.session_ids.show_id

    def _website_labels(self):
        """Short words on a card, most telling first.

        :rtype: list[tuple[str, str]]
        """
        self.ensure_one()
        labels = []
        if self.special_offer:
            labels.append(("special", self.special_offer))
        since = fields.Datetime.now() - timedelta(days=NEW_DAYS)
        if self.published_at and self.published_at >= since:
            labels.append(("new", self.env._("New")))
        return labels
