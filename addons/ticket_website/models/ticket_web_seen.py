from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from .ticket_web_visit import STEPS

#: Who comes back later than this makes another visit; a reload makes none.
VISIT_MINUTES = 30
#: Days kept one by one; older ones are only counted.
KEPT_DAYS = 2


class TicketWebSeen(models.Model):
    """Who was at which step today, so that nobody is counted twice.

    A visitor is a keyed hash of the day, the address and the browser: no cookie is
    needed, the same person is another one tomorrow, and after two days only sums are
    left.
    """

    _name = "ticket.web.seen"
    _description = "Web Visitor of Today"
    _log_access = False
    _rec_name = "day"

    day = fields.Date(required=True, readonly=True)
    website_id = fields.Many2one(
        "website", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    show_id = fields.Many2one("ticket.show", readonly=True, ondelete="cascade")
    step = fields.Selection(STEPS, required=True, readonly=True)
    visitor = fields.Char(required=True, readonly=True)
    campaign_id = fields.Many2one("utm.campaign", readonly=True, ondelete="set null")
    source_id = fields.Many2one("utm.source", readonly=True, ondelete="set null")
    medium_id = fields.Many2one("utm.medium", readonly=True, ondelete="set null")
    visits = fields.Integer(readonly=True, default=1)
    seen_at = fields.Datetime(required=True, readonly=True)

    _once_uniq = models.UniqueIndex(
        "(day, website_id, step, visitor, COALESCE(show_id, 0))",
        "A visitor is counted once a day.",
    )

    @api.model
    def _record(self, website, day, visitor, step, shows, utm):
        """A visitor is at a step of these shows, or of none. Again within half an hour
        nothing is written.

        :param dict utm: ids by ``campaign_id``, ``source_id``, ``medium_id``
        """
        self.env.execute_query(
            SQL(
                """
                INSERT INTO ticket_web_seen
                       (day, website_id, company_id, show_id, step, visitor,
                        campaign_id, source_id, medium_id, visits, seen_at)
                SELECT %(day)s, %(website)s, %(company)s, NULLIF(show, 0), %(step)s,
                       %(visitor)s, %(campaign)s, %(source)s, %(medium)s, 1, %(now)s
                  FROM unnest(%(shows)s::integer[]) AS show
                    ON CONFLICT (day, website_id, step, visitor, COALESCE(show_id, 0))
                    DO UPDATE SET visits = ticket_web_seen.visits + 1,
                                  seen_at = excluded.seen_at
                 WHERE ticket_web_seen.seen_at
                       < excluded.seen_at - make_interval(mins => %(minutes)s)
                RETURNING id""",
                day=day,
                website=website.id,
                company=website._get_cached("company_id"),
                step=step,
                visitor=visitor,
                campaign=utm.get("campaign_id"),
                source=utm.get("source_id"),
                medium=utm.get("medium_id"),
                now=fields.Datetime.now(),
                shows=sorted(shows.ids) or [0],
                minutes=VISIT_MINUTES,
            )
        )

    @api.model
    def _cron_count(self):
        """Sums up the days that are over and the demand for each show."""
        self._roll_up(fields.Date.today() - timedelta(days=KEPT_DAYS))
        self.env["ticket.show"]._refresh_hot_scores()

    @api.model
    def _roll_up(self, before):
        """Only sums are left of the days before; one statement, so that a row is
        either here or there."""
        self.flush_model()
        self.env.execute_query(
            SQL(
                """
                WITH gone AS (DELETE FROM ticket_web_seen WHERE day < %s RETURNING *)
                INSERT INTO ticket_web_visit
                       (day, website_id, company_id, show_id, step, campaign_id,
                        source_id, medium_id, visits, visitors)
                SELECT day, website_id, company_id, show_id, step, campaign_id,
                       source_id, medium_id, sum(visits), count(*)
                  FROM gone
              GROUP BY day, website_id, company_id, show_id, step, campaign_id,
                       source_id, medium_id
             RETURNING id""",
                before,
            )
        )
        self.invalidate_model()
