import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

LANGUAGES = [("en_US", "English"), ("zh_CN", "简体中文")]  # each in its own words
#: A printer in good order is asked again how it is, at most so often.
ASK_PRINTER_SECONDS = 60


class TicketKiosk(models.Model):
    """A screen where customers collect and buy tickets by themselves.

    It is a till without a cashier: what it sells goes through its point of sale, under
    its own user, and is printed by its own printer. It is given nothing but wishes to
    send; places, prices and what may be printed are decided here.
    """

    _name = "ticket.kiosk"
    _inherit = ["mail.thread", "mail.activity.mixin", "ticket.paired.mixin"]
    _description = "Ticket Kiosk"
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    location = fields.Char(help="Where it stands, such as “Foyer, left of the doors”.")
    config_id = fields.Many2one(
        "pos.config",
        string="Point of Sale",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        domain="[('ticket_selling', '=', True)]",
        help="Its shift, payment terminal and online payment are the kiosk's. Best is "
        "one for each kiosk.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
        index=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Sells as",
        required=True,
        ondelete="restrict",
        domain="[('share', '=', False)]",
        help="A cashier without a password: nobody signs in by this name.",
    )
    printer_id = fields.Many2one(
        "ticket.printer",
        string="Own Printer",
        ondelete="restrict",
        check_company=True,
        index="btree_not_null",
        help="Empty: the ticket printer of the point of sale.",
    )
    lang = fields.Selection(
        LANGUAGES,
        string="Language",
        required=True,
        default="en_US",
        help="What it speaks until somebody chooses another language.",
    )
    in_service = fields.Boolean(
        default=True,
        tracking=True,
        help="Off: the screen says that the kiosk is closed.",
    )
    idle_seconds = fields.Integer(
        string="Seconds until Idle",
        required=True,
        default=60,
        help="Nobody has touched the screen for so long: it asks whether somebody is "
        "there, and then forgets everything.",
    )
    most_tickets = fields.Integer(
        string="Tickets at Most", required=True, default=8, help="In one purchase."
    )
    condition = fields.Selection(
        [
            ("ready", "Ready"),
            ("collect_only", "Collecting Only"),
            ("paper", "Out of Paper"),
            ("printer", "Printer Trouble"),
            ("closed", "Closed"),
        ],
        compute="_compute_condition",
    )
    condition_note = fields.Char(compute="_compute_condition")
    screen = fields.Char(
        string="Shows", readonly=True, copy=False, help="The screen it was last on."
    )
    visit_ids = fields.One2many("ticket.kiosk.visit", "kiosk_id")
    visit_count = fields.Integer(compute="_compute_visit_count")

    _idle_is_sensible = models.Constraint(
        "CHECK(idle_seconds BETWEEN 20 AND 600)",
        "A kiosk waits 20 to 600 seconds for a touch.",
    )
    _most_is_sensible = models.Constraint(
        "CHECK(most_tickets BETWEEN 1 AND 40)",
        "A kiosk sells 1 to 40 tickets in one purchase.",
    )

    @api.depends("in_service", "config_id", "printer_id", "user_id")
    @api.depends_context("lang")
    def _compute_condition(self):
        for kiosk in self:
            kiosk.condition, kiosk.condition_note = kiosk._judge()

    def _compute_visit_count(self):
        counts = dict(
            self.env["ticket.kiosk.visit"]
            .sudo()
            ._read_group(
                [("kiosk_id", "in", self.ids), ("state", "=", "done")],
                ["kiosk_id"],
                ["__count"],
            )
        )
        for kiosk in self:
            kiosk.visit_count = counts.get(kiosk.sudo(), 0)

    @api.constrains("user_id", "config_id", "company_id")
    def _check_user(self):
        for kiosk in self:
            user_sudo = kiosk.user_id.sudo()
            if not user_sudo.has_group("ticket_sale.group_ticket_cashier"):
                raise ValidationError(
                    self.env._(
                        "%(user)s needs the role “Cashier” of Ticketing to sell at a "
                        "kiosk.",
                        user=user_sudo.name,
                    )
                )
            if kiosk.company_id not in user_sudo.company_ids:
                raise ValidationError(
                    self.env._(
                        "%(user)s does not belong to the kiosk's company.",
                        user=user_sudo.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not vals.get("user_id"):
                vals["user_id"] = self._create_user(vals).id
        return super().create(vals_list)

    def _create_user(self, vals):
        """A cashier for a kiosk, who cannot sign in."""
        company_id = vals.get("company_id") or self.env.company.id
        # Managers set kiosks up, but make no users: this one has a single fixed role.
        users_sudo = self.env["res.users"].sudo().with_context(no_reset_password=True)
        return users_sudo.create(
            {
                "name": vals.get("name") or self.env._("Kiosk"),
                "login": f"kiosk-{secrets.token_hex(4)}",
                "company_id": company_id,
                "company_ids": [(6, 0, [company_id])],
                "group_ids": [
                    (4, self.env.ref("base.group_user").id),
                    (4, self.env.ref("ticket_sale.group_ticket_cashier").id),
                ],
            }
        )

    # --- what people do -----------------------------------------------------

    def action_pair(self):
        """Show a code, once, that makes a screen this kiosk."""
        self.ensure_one()
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Pair %(kiosk)s", kiosk=self.name),
            "res_model": "ticket.kiosk.pairing",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_kiosk_id": self.id,
                "default_code": self._make_pairing_code(),
            },
        }

    def action_revoke(self):
        """The screen is nobody's from now on; what it had in hand is given back."""
        self.check_access("write")
        self._revoke()
        self._end_visits("revoked")

    def action_open_shift(self):
        """Open the shift of the kiosk's point of sale, so that it may sell."""
        self.ensure_one()
        self.check_access("write")
        config = self.config_id.with_user(self.user_id)
        if not config.current_session_id:
            config.open_ui()
        config.current_session_id.set_opening_control(0, None)
        return True

    def action_open_visits(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_pos.ticket_kiosk_visit_action"
        )
        return action | {"domain": [("kiosk_id", "=", self.id)]}

    @api.ondelete(at_uninstall=False)
    def _unlink_except_paired(self):
        if any(kiosk.state in ("online", "silent") for kiosk in self):
            raise UserError(
                self.env._("Revoke the screen of this kiosk first, or archive it.")
            )

    # --- how it is ----------------------------------------------------------

    def _printer(self):
        """The printer that this kiosk's tickets come out of, with sudo."""
        self.ensure_one()
        return self.sudo().printer_id or self.config_id.sudo().ticket_printer_id

    def _judge(self):
        """:return: (condition, what to do about it, in words of staff)"""
        self.ensure_one()
        if not self.in_service:
            return "closed", self.env._("Somebody has taken it out of service.")
        printer = self._printer()
        if not printer or not printer.active:
            return "printer", self.env._("It has no ticket printer.")
        if printer.stock_state == "out":
            return "paper", self.env._("Its printer has no blank tickets left.")
        if printer.state == "trouble":
            kind = "paper" if printer.problem == "paper_end" else "printer"
            return kind, printer._plain(printer.problem, printer.problem_detail)
        if self.sudo().config_id.current_session_id.state != "opened":
            return "collect_only", self.env._(
                "Its shift is not open: it sells nothing."
            )
        if not self._payment_methods():
            return "collect_only", self.env._(
                "Its point of sale has no payment terminal and no online payment."
            )
        return "ready", False

    def _ask_printer(self, always=False):
        """Hear from the printer itself, unless it was heard a moment ago."""
        self.ensure_one()
        printer = self._printer()
        if not printer:
            return
        limit = fields.Datetime.subtract(
            fields.Datetime.now(), seconds=ASK_PRINTER_SECONDS
        )
        if (
            always
            or printer.state != "ready"
            or not printer.seen_at
            or (printer.seen_at < limit)
        ):
            printer._check_now()

    def _payment_methods(self):
        """How customers can pay here without anybody's help, with sudo."""
        self.ensure_one()
        methods_sudo = self.config_id.sudo().payment_method_ids
        return methods_sudo.filtered(lambda method: method._ticket_kiosk_kind())

    @api.model
    def _beat(self, kiosk_id, version, screen):
        """Note that the screen is alive, beside whatever else is written."""
        self.env.execute_query(
            SQL(
                """UPDATE ticket_kiosk
                      SET seen_at = now() AT TIME ZONE 'UTC',
                          version = COALESCE(%(version)s, version),
                          screen = COALESCE(%(screen)s, screen)
                    WHERE id = %(kiosk)s
                RETURNING id""",
                kiosk=kiosk_id,
                version=version,
                screen=screen,
            )
        )

    def _end_visits(self, reason):
        """Give back what the visits of these kiosks have in hand."""
        self.env["ticket.kiosk.visit"].sudo().search(
            [("kiosk_id", "in", self.ids), ("state", "in", ("open", "paying"))]
        )._end(reason)

    def _told(self):
        """What the screen must know about itself."""
        self.ensure_one()
        condition, _note = self._judge()
        return {
            "name": self.name,
            "venue": self.company_id.name,
            "lang": self.lang,
            "condition": condition,
            "idle_seconds": self.idle_seconds,
            "most_tickets": self.most_tickets,
            "payments": [
                {
                    "id": method.id,
                    "name": method.name,
                    "kind": method._ticket_kiosk_kind(),
                    "part": method._ticket_kiosk_takes_part(),
                }
                for method in self._payment_methods()
            ],
        }
