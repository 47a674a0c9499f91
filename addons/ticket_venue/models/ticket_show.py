from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.web_address import is_web_address


class TicketShow(models.Model):
    _name = "ticket.show"
    _description = "Show"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, tracking=True)
    subtitle = fields.Char(translate=True)
    genre_id = fields.Many2one("ticket.genre", ondelete="restrict", index=True)
    tag_ids = fields.Many2many("ticket.tag", string="Tags")
    keywords = fields.Char(
        translate=True,
        help="More words by which visitors and search engines find the show.",
    )
    presenter_id = fields.Many2one(
        "res.partner",
        ondelete="restrict",
        help="Who presents the show and is settled with.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
    )
    synopsis = fields.Html(translate=True)
    cast_ids = fields.One2many("ticket.cast", "show_id", copy=True)
    picture_ids = fields.One2many(
        "ticket.picture", "show_id", string="Gallery", copy=True
    )
    document_ids = fields.One2many(
        "ticket.show.document", "show_id", string="Documents", copy=True
    )
    duration = fields.Integer(
        string="Running Time (min)", default=120, help="With the interval."
    )
    interval_minutes = fields.Integer(
        string="Interval (min)", help="Part of the running time; 0 without an interval."
    )
    age_limit = fields.Integer(string="Minimum Age")
    poster = fields.Image(max_width=1920, max_height=1920)
    eticket = fields.Boolean(string="E-tickets Allowed", default=True)
    ticketing = fields.Selection(
        [("own", "Sold Here"), ("external", "Sold Elsewhere")],
        string="Sale of Tickets",
        required=True,
        default="own",
        help="Tickets of a show sold elsewhere are not sold here; visitors are "
        "shown the way to the seller.",
    )
    external_url = fields.Char(
        string="Seller's Page", help="Where tickets are sold instead, https://…"
    )
    session_ids = fields.One2many("ticket.session", "show_id", string="Sessions")
    session_count = fields.Integer(compute="_compute_session_count")
    external_key = fields.Char(
        readonly=True,
        copy=False,
        help="By this name a season file read again finds the show.",
    )
    active = fields.Boolean(default=True)

    _duration_positive = models.Constraint(
        "CHECK(duration > 0)", "The running time must be above zero minutes."
    )
    _interval_in_duration = models.Constraint(
        "CHECK(interval_minutes >= 0 AND interval_minutes < duration)",
        "The interval is a part of the running time and must be shorter.",
    )
    _age_limit_range = models.Constraint(
        "CHECK(age_limit BETWEEN 0 AND 120)", "The minimum age is from 0 to 120 years."
    )

    _external_key_unique = models.UniqueIndex(
        "(company_id, external_key) WHERE external_key IS NOT NULL",
        "Two shows cannot be the same one of a season file.",
    )

    @api.depends("session_ids")
    def _compute_session_count(self):
        counts = dict(
            self.env["ticket.session"]._read_group(
                [("show_id", "in", self.ids)], ["show_id"], ["__count"]
            )
        )
        for show in self:
            show.session_count = counts.get(show, 0)

    @api.constrains("ticketing", "external_url")
    def _check_external_url(self):
        for show in self.filtered(lambda show: show.ticketing == "external"):
            if not is_web_address(show.external_url or ""):
                raise ValidationError(
                    self.env._(
                        "Tickets of %(show)s are sold elsewhere: give the seller's "
                        "page, beginning with https://.",
                        show=show.name,
                    )
                )
