from odoo import api, fields, models


class TicketShow(models.Model):
    _name = "ticket.show"
    _description = "Show"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, tracking=True)
    genre_id = fields.Many2one("ticket.genre", ondelete="restrict")
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
    cast = fields.Text(translate=True)
    duration = fields.Integer(string="Running Time (min)", default=120)
    age_limit = fields.Integer(string="Minimum Age")
    poster = fields.Image(max_width=1920, max_height=1920)
    eticket = fields.Boolean(string="E-tickets Allowed", default=True)
    session_ids = fields.One2many("ticket.session", "show_id", string="Sessions")
    session_count = fields.Integer(compute="_compute_session_count")
    active = fields.Boolean(default=True)

    _duration_positive = models.Constraint(
        "CHECK(duration > 0)", "The running time must be above zero minutes."
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
