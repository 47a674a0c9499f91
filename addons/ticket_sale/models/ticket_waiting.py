import secrets

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command, Domain
from odoo.tools import SQL, email_normalize

from ..exceptions import AlreadyWaiting, TicketError, WaitingListClosed

MAX_WANTED = 10
#: Days after its session when nobody needs to know who was waiting.
KEEP_DAYS = 30
LIVE_STATES = ("waiting", "offered")


class TicketWaiting(models.Model):
    """Somebody who wants places of a session that is sold out.

    First come, first served: see ``ticket_waiting_call.py``. Places that come back to
    such a session belong to its waiting list first, so nobody from outside is faster.
    """

    _name = "ticket.waiting"
    _description = "Waiting List"
    _order = "session_id, id"
    _check_company_auto = True

    session_id = fields.Many2one(
        "ticket.session",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    company_id = fields.Many2one(related="session_id.company_id", store=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        ondelete="set null",
        index="btree_not_null",
    )
    name = fields.Char(required=True)
    email = fields.Char(required=True, groups="ticket_sale.group_ticket_cashier")
    phone = fields.Char(groups="ticket_sale.group_ticket_cashier")
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(), string="Language"
    )
    count = fields.Integer(string="Places Wanted", required=True, default=1)
    plan_id = fields.Many2one(related="session_id.plan_id")
    zone_ids = fields.Many2many(
        "ticket.zone",
        string="Zones Accepted",
        domain="[('plan_id', '=', plan_id)]",
        help="Empty: any zone.",
    )
    together = fields.Boolean(
        string="Only Together", help="Only seats side by side in one row."
    )
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("offered", "Called"),
            ("bought", "Bought"),
            ("lapsed", "No Answer"),
            ("left", "Left"),
            ("closed", "Closed"),
        ],
        required=True,
        readonly=True,
        default="waiting",
    )
    position = fields.Integer(compute="_compute_position", string="Place in Line")
    reason = fields.Selection(
        [
            ("nothing", "Nothing came back yet"),
            ("zones", "Places came back, but in other zones"),
            ("count", "Fewer places came back than wanted"),
            ("together", "Places came back, but not side by side"),
            ("turn", "Others are called first"),
            ("closed", "The sale is not open"),
            ("rule", "A sales limit is in the way"),
        ],
        string="Why Not Called",
        readonly=True,
        default="nothing",
    )
    seen_count = fields.Integer(
        string="Places Seen",
        readonly=True,
        help="How many places were there for this customer when the line was last "
        "looked at.",
    )
    checked_at = fields.Datetime(string="Last Looked at", readonly=True)
    hold_id = fields.Many2one(
        "ticket.hold", readonly=True, ondelete="set null", index="btree_not_null"
    )
    offered_at = fields.Datetime(string="Called at", readonly=True)
    offer_until = fields.Datetime(string="Offer Stands until", readonly=True)
    access_token = fields.Char(
        required=True,
        readonly=True,
        copy=False,
        groups="base.group_system",
        default=lambda self: secrets.token_urlsafe(24),
    )

    _count_range = models.Constraint(
        f"CHECK(count BETWEEN 1 AND {MAX_WANTED})",
        "Wait for between 1 and 10 places.",
    )
    _line_idx = models.Index("(session_id, id) WHERE state = 'waiting'")
    _email_uniq = models.UniqueIndex(
        "(session_id, lower(email)) WHERE state IN ('waiting', 'offered')",
        "This address is on the waiting list of the session already.",
    )

    @api.depends("session_id", "state")
    def _compute_position(self):
        ahead = {}
        for session in self.session_id:
            line = self.sudo().search(
                [("session_id", "=", session.id), ("state", "=", "waiting")]
            )
            ahead |= {waiting.id: place for place, waiting in enumerate(line, start=1)}
        for waiting in self:
            waiting.position = ahead.get(waiting.id, 0)

    @api.constrains("zone_ids", "session_id")
    def _check_zones(self):
        for waiting in self:
            if waiting.zone_ids.plan_id - waiting.session_id.plan_id:
                raise ValidationError(
                    self.env._("Choose zones of the session's own price plan.")
                )

    @api.constrains("email")
    def _check_email(self):
        for waiting in self.filtered(lambda w: w.state in LIVE_STATES):
            if not email_normalize(waiting.email):
                raise ValidationError(
                    self.env._("“%(email)s” is no e-mail address.", email=waiting.email)
                )

    @api.model_create_multi
    def create(self, vals_list):
        """From the first in line on, what comes back belongs to the line."""
        waitings = super().create(vals_list)
        for session_sudo in waitings.session_id.sudo():
            waitings.sudo()._open_line(session_sudo)
        return waitings

    @api.model
    def _has_field_access(self, field, operation):
        """The state follows the line, whatever the client sends."""
        if operation == "write" and field.name in ("state", "hold_id"):
            return self.env.su
        return super()._has_field_access(field, operation)

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        if partner := self.partner_id:
            self.name, self.email = partner.name, partner.email
            self.phone, self.lang = partner.phone, partner.lang

    # --- joining and leaving ----------------------------------------------------

    @api.model
    def _join(self, session, *, name, email, count, zones=None, together=False, **more):
        """Put a customer at the end of the line: committed when it returns.

        :param zones: the ``ticket.zone`` accepted; any when empty
        :return: the entry, with sudo
        :raise WaitingListClosed: such places are free, or the session is over
        :raise AlreadyWaiting: this address is in the line
        :raise TicketError: too many places, no address, or foreign zones
        """
        zones = zones or self.env["ticket.zone"]
        with self.env["ticket.hold"]._transaction() as Hold:
            Waiting = Hold.env["ticket.waiting"].sudo()
            session_sudo = session.with_env(Waiting.env)
            Waiting._lock_line(session_sudo)
            Waiting._check_may_join(session_sudo, email, count, zones.ids)
            waiting = Waiting.create(
                {
                    "session_id": session.id,
                    "name": name,
                    "email": email_normalize(email),
                    "count": count,
                    "zone_ids": [Command.set(zones.ids)],
                    "together": together,
                    **more,
                }
            )
            template = Waiting.env.ref("ticket_sale.mail_template_waiting_joined")
            template.send_mail(waiting.id)
            waiting_id = waiting.id
        return self.sudo().browse(waiting_id)

    def _check_may_join(self, session, email, count, zone_ids):
        if not 1 <= count <= MAX_WANTED:
            raise TicketError(
                self.env._("Wait for between 1 and %(most)s places.", most=MAX_WANTED)
            )
        if not email_normalize(email or ""):
            raise TicketError(
                self.env._("“%(email)s” is no e-mail address.", email=email or "")
            )
        if set(zone_ids) - set(session.plan_id.zone_ids.ids):
            raise TicketError(
                self.env._("Choose zones of the session's own price plan.")
            )
        if session._sale_phase() == "closed":
            raise WaitingListClosed(
                self.env._("%(session)s is not on sale.", session=session.display_name)
            )
        if self.search_count(
            [
                ("session_id", "=", session.id),
                ("email", "=ilike", email_normalize(email)),
                ("state", "in", LIVE_STATES),
            ],
            limit=1,
        ):
            raise AlreadyWaiting(
                self.env._(
                    "You are on this waiting list already. The link in our mail shows "
                    "your place in the line."
                )
            )
        if session._waiting_free(zone_ids) >= count:
            raise WaitingListClosed(
                self.env._(
                    "So many places are free now: choose them on the seat map. There "
                    "is no need to wait."
                )
            )

    def _leave(self):
        """The customer does not want to wait any more; an offer goes to the next one."""
        for waiting_sudo in self.sudo().filtered(lambda w: w.state in LIVE_STATES):
            hold_sudo = waiting_sudo.hold_id
            waiting_sudo.state = "left"
            if hold_sudo.state == "active":
                hold_sudo._free("released", self.env._("left the waiting list"))
            self.env.ref("ticket_sale.ir_cron_waiting")._trigger()

    def _url(self):
        """The page that shows this customer's place in the line, for them alone."""
        self.ensure_one()
        token = self.sudo().access_token
        return f"{self.get_base_url()}/waiting/{self.id}?token={token}"

    def _until_words(self):
        """The end of the offer in the venue's time and the reader's language."""
        self.ensure_one()
        return self.session_id._say_moment(self.offer_until, self.session_id.tz)

    def action_leave(self):
        """Take customers off the line; for staff."""
        self.check_access("write")
        self._leave()

    # --- the line ---------------------------------------------------------------

    def _lock_line(self, session):
        """Wait until nobody else works on the line of this session."""
        self.env.execute_query(
            SQL(
                "SELECT pg_advisory_xact_lock(hashtext('ticket.waiting'), %s)",
                session.id,
            )
        )

    @api.autovacuum
    def _gc_names(self):
        """Forget who was waiting, some weeks after the session."""
        limit = fields.Datetime.subtract(fields.Datetime.now(), days=KEEP_DAYS)
        old = self.sudo().search(
            Domain("session_id.end", "<", limit) & Domain("email", "!=", "-"),
            limit=1000,
        )
        old.filtered(lambda w: w.state in LIVE_STATES).state = "closed"
        old.write({"name": "-", "email": "-", "phone": False, "partner_id": False})
