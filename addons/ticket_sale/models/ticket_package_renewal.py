import uuid

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class TicketPackageRenewal(models.Model):
    """A new season: who had a seat in the old one may keep it until a deadline.

    The seats are reserved in every session of the new series. Who accepts gets an order
    to pay; what is not paid at the deadline is free for everybody at once.
    """

    _name = "ticket.package.renewal"
    _description = "Season Renewal"
    _inherit = ["mail.thread"]
    _order = "deadline desc, id desc"
    _check_company_auto = True

    name = fields.Char(compute="_compute_name", store=True)
    old_package_id = fields.Many2one(
        "ticket.package",
        string="Last Season",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        domain="[('kind', '=', 'series')]",
    )
    package_id = fields.Many2one(
        "ticket.package",
        string="New Season",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        domain="[('kind', '=', 'series'), ('id', '!=', old_package_id)]",
    )
    company_id = fields.Many2one(related="package_id.company_id", store=True)
    deadline = fields.Datetime(
        required=True,
        tracking=True,
        help="Seats not paid by then are free for everybody at once.",
    )
    state = fields.Selection(
        [("draft", "Draft"), ("running", "Running"), ("done", "Done")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        tracking=True,
    )
    line_ids = fields.One2many(
        "ticket.package.renewal.line", "renewal_id", string="Holders", readonly=True
    )
    offered_count = fields.Integer(compute="_compute_counts", string="Offered")
    bought_count = fields.Integer(compute="_compute_counts", string="Renewed")
    lapsed_count = fields.Integer(compute="_compute_counts", string="Given Up")

    _running_once = models.UniqueIndex(
        "(old_package_id, package_id) WHERE state != 'done'",
        "This season is being renewed already.",
    )

    @api.depends("old_package_id.name", "package_id.name")
    def _compute_name(self):
        for renewal in self:
            renewal.name = (
                f"{renewal.old_package_id.name or ''} → {renewal.package_id.name or ''}"
            )

    def _compute_counts(self):
        counts = {}
        for renewal, state, count in self.env[
            "ticket.package.renewal.line"
        ]._read_group(
            [("renewal_id", "in", self.ids)], ["renewal_id", "state"], ["__count"]
        ):
            counts.setdefault(renewal, {})[state] = count
        for renewal in self:
            states = counts.get(renewal, {})
            renewal.offered_count = states.get("offered", 0) + states.get("accepted", 0)
            renewal.bought_count = states.get("bought", 0)
            renewal.lapsed_count = sum(
                states.get(state, 0) for state in ("declined", "lapsed", "lost")
            )

    @api.constrains("old_package_id", "package_id")
    def _check_seasons(self):
        for renewal in self:
            old, new = renewal.old_package_id, renewal.package_id
            if old == new:
                raise ValidationError(
                    self.env._(
                        "A season cannot be renewed by itself; choose the new one."
                    )
                )
            maps = (old._sessions() | new._sessions()).seat_map_id
            if {old.kind, new.kind} != {"series"} or len(maps) > 1:
                raise ValidationError(
                    self.env._(
                        "Seats can be kept only from one series to another on the same "
                        "seat map."
                    )
                )

    @api.constrains("deadline", "package_id")
    def _check_deadline(self):
        for renewal in self:
            begins = renewal.package_id._sessions()[:1].start
            if begins and renewal.deadline >= begins:
                raise ValidationError(
                    self.env._("The deadline must be before the season begins.")
                )

    # --- actions -------------------------------------------------------------------

    def action_start(self):
        """Let everybody who had the old season keep the seats until the deadline.

        The clock makes the offers one by one, each in its own transaction.
        """
        self.check_access("write")
        for renewal in self:
            if renewal.deadline <= fields.Datetime.now():
                raise ValidationError(
                    self.env._("The deadline is over; set a later one.")
                )
            renewal._find_holders()
            renewal.state = "running"
        self.env.ref("ticket_sale.ir_cron_renew_packages").sudo()._trigger()

    def action_close(self):
        """Give up what was not bought, before the deadline if need be."""
        self.check_access("write")
        for renewal in self:
            renewal.line_ids.filtered(
                lambda line: line.state in ("waiting", "offered", "accepted")
            )._lapse("lapsed")
            renewal.state = "done"

    # --- helpers -------------------------------------------------------------------

    def _find_holders(self):
        """One line for each package of the old season that is still held by somebody."""
        known = self.line_ids.old_sale_id
        sold = self.old_package_id.sudo().sale_ids.filtered(
            lambda sale: sale.state == "sold" and sale not in known
        )
        self.env["ticket.package.renewal.line"].create(
            [
                {
                    "renewal_id": self.id,
                    "old_sale_id": sale.id,
                    "access_token": str(uuid.uuid4()),
                }
                for sale in sold.sorted("id")
            ]
        )

    @api.model
    def _cron_renew(self):
        """Make the offers that wait, and tidy seasons whose deadline is over.

        Their seats are free at the deadline, whenever this runs.
        """
        Line = self.env["ticket.package.renewal.line"]
        running = self.search([("state", "=", "running")])
        over = running.filtered(lambda r: r.deadline <= fields.Datetime.now())
        for renewal in over.try_lock_for_update():
            renewal.action_close()
            self.env["ir.cron"]._commit_progress(1)
        waiting = Line.search(
            [("state", "=", "waiting"), ("renewal_id", "in", (running - over).ids)]
        )
        for line in waiting:
            line._offer()
            self.env["ir.cron"]._commit_progress(1)
