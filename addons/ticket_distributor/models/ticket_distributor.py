from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command, Domain

from ..exceptions import ContractInactive

GUARDED_FIELDS = {"balance", "reserved", "state", "code"}


class TicketDistributor(models.Model):
    """A contract with a reseller, and the reseller's wallet."""

    _name = "ticket.distributor"
    _description = "Distributor"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(compute="_compute_name", store=True, precompute=True)
    code = fields.Char(
        string="Contract",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: self.env["ir.sequence"].next_by_code("ticket.distributor"),
    )
    partner_id = fields.Many2one(
        "res.partner",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        tracking=True,
        domain="[('parent_id', '=', False)]",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        ondelete="restrict",
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id", store=True)
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        ondelete="set null",
        default=lambda self: self.env.user,
        help="Is told when the wallet runs low.",
    )
    date_from = fields.Date(
        string="Begins",
        required=True,
        default=fields.Date.context_today,
        tracking=True,
    )
    date_to = fields.Date(
        string="Ends", tracking=True, help="Last day of the contract."
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("active", "Active"),
            ("suspended", "Suspended"),
            ("closed", "Closed"),
        ],
        required=True,
        readonly=True,
        copy=False,
        default="draft",
        tracking=True,
    )
    mode = fields.Selection(
        [("net", "Net price, issued at once")],
        required=True,
        default="net",
        help="How a booking is paid and by whom it is released.",
    )
    type_ids = fields.Many2many(
        "ticket.type",
        string="Ticket Types",
        check_company=True,
        domain="[('on_distributor', '=', True)]",
        help="Leave empty for all types that distributors may sell.",
    )
    pricelist_id = fields.Many2one(
        "product.pricelist",
        ondelete="restrict",
        check_company=True,
        tracking=True,
        help="Gives the price the discount is taken from; empty: the list price.",
    )
    discount = fields.Float(
        string="Discount %",
        digits="Discount",
        tracking=True,
        help="Taken off the price of each ticket; the rest is charged to the wallet.",
    )
    hold_minutes = fields.Integer(
        string="Keep Places (min)",
        default=15,
        required=True,
        help="How long a booking waits for its confirmation.",
    )
    max_tickets = fields.Integer(
        string="Tickets per Booking", default=100, required=True
    )
    key_ids = fields.One2many(
        "ticket.distributor.key", "distributor_id", string="API Keys"
    )
    portal_user_ids = fields.Many2many(
        "res.users",
        string="Portal Users",
        compute="_compute_portal_user_ids",
        inverse="_inverse_portal_user_ids",
        domain="[('share', '=', True), ('partner_id', 'child_of', partner_id)]",
        help="Portal users of this partner who see wallet and bookings.",
    )
    booking_ids = fields.One2many("ticket.booking", "distributor_id")
    booking_count = fields.Integer(compute="_compute_booking_count")
    active = fields.Boolean(default=True)

    _partner_uniq = models.UniqueIndex(
        "(partner_id, company_id)",
        "This partner has a contract already; renew it instead.",
    )
    _code_uniq = models.Constraint(
        "UNIQUE(code)", "Two distributors have the same contract number."
    )
    _period = models.Constraint(
        "CHECK(date_to IS NULL OR date_to >= date_from)",
        "A contract must end after it begins.",
    )
    _discount_range = models.Constraint(
        "CHECK(discount >= 0 AND discount <= 100)",
        "The discount must lie between 0 and 100 %.",
    )
    _minutes_positive = models.Constraint(
        "CHECK(hold_minutes BETWEEN 1 AND 1440)",
        "Places can be kept between 1 and 1440 minutes.",
    )
    _tickets_positive = models.Constraint(
        "CHECK(max_tickets BETWEEN 1 AND 500)",
        "A booking has between 1 and 500 tickets.",
    )

    @api.depends("partner_id.name")
    def _compute_name(self):
        for distributor in self:
            distributor.name = distributor.partner_id.name

    @api.depends("partner_id")
    def _compute_portal_user_ids(self):
        users_by_partner = (
            self.env["res.users"]
            .sudo()  # managers of contracts need not be administrators of users
            .search(self._portal_user_domain(self.partner_id))
            .grouped(lambda user: user.commercial_partner_id)
        )
        for distributor in self:
            distributor.portal_user_ids = users_by_partner.get(
                distributor.partner_id, self.env["res.users"]
            ).sudo(False)

    def _inverse_portal_user_ids(self):
        group = self.env.ref("ticket_distributor.group_ticket_distributor")
        for distributor in self:
            users = distributor.portal_user_ids
            strangers = users.filtered(
                lambda user, partner=distributor.partner_id: (
                    not user.share or user.commercial_partner_id != partner
                )
            )
            if strangers:
                raise ValidationError(
                    self.env._(
                        "%(user)s is not a portal user of %(partner)s.",
                        user=strangers[0].name,
                        partner=distributor.partner_id.name,
                    )
                )
            before = (
                self.env["res.users"]
                .sudo()
                .search(self._portal_user_domain(distributor.partner_id))
            )
            # The contract's editors grant this one portal group and nothing else.
            (users.sudo() - before).group_ids = [Command.link(group.id)]
            (before - users.sudo()).group_ids = [Command.unlink(group.id)]

    def _portal_user_domain(self, partners):
        group = self.env.ref("ticket_distributor.group_ticket_distributor")
        return (
            Domain("group_ids", "in", group.ids)
            & Domain("share", "=", True)
            & Domain("partner_id.commercial_partner_id", "in", partners.ids)
        )

    @api.depends("booking_ids")
    def _compute_booking_count(self):
        counts = dict(
            self.env["ticket.booking"]._read_group(
                [("distributor_id", "in", self.ids)], ["distributor_id"], ["__count"]
            )
        )
        for distributor in self:
            distributor.booking_count = counts.get(distributor, 0)

    @api.constrains("partner_id")
    def _check_partner(self):
        for distributor in self:
            partner = distributor.partner_id
            if partner.commercial_partner_id != partner:
                raise ValidationError(
                    self.env._(
                        "%(contact)s is a contact of %(company)s. The contract is "
                        "made with the company.",
                        contact=partner.display_name,
                        company=partner.commercial_partner_id.display_name,
                    )
                )

    @api.constrains("partner_id", "company_id")
    def _check_wallet_owner(self):
        """The wallet's entries carry the partner: it cannot change any more."""
        for distributor in self:
            lines = self.env["ticket.wallet.line"].sudo()
            used = lines.search(
                [("distributor_id", "=", distributor.id), ("move_id", "!=", False)],
                limit=1,
            )
            partner = used.move_id.partner_id.commercial_partner_id
            if used and (
                partner != distributor.partner_id
                or used.company_id != distributor.company_id
            ):
                raise ValidationError(
                    self.env._(
                        "The wallet of %(distributor)s has been used: partner and "
                        "company are fixed.",
                        distributor=distributor.name,
                    )
                )

    @api.model
    def _has_field_access(self, field, operation):
        """Nobody writes the wallet or the state by hand, whatever the client sends."""
        if operation == "write" and field.name in GUARDED_FIELDS:
            return self.env.su
        return super()._has_field_access(field, operation)

    def action_activate(self):
        self._move(("draft", "suspended"), "active")
        self.company_id._ticket_setup_accounts()

    def action_suspend(self):
        self._move(("active",), "suspended")

    def action_close(self):
        self._move(("draft", "active", "suspended"), "closed")

    def _move(self, allowed, state):
        self.check_access("write")
        for distributor in self:
            if distributor.state not in allowed:
                raise UserError(
                    self.env._(
                        "The contract of %(distributor)s cannot do this now.",
                        distributor=distributor.name,
                    )
                )
        self.sudo().state = state  # these people may, but only along the allowed ways

    def action_generate_key(self):
        """Make an API key and show its secret, this once, to who asked for it."""
        self.ensure_one()
        self.check_access("write")
        key, secret = self.env["ticket.distributor.key"]._generate(self)
        self.message_post(body=self.env._("API key %(key)s was made.", key=key))
        return {
            "type": "ir.actions.client",
            "tag": "ticket_distributor.show_secret",
            "target": "new",
            "name": self.env._("API Key"),
            "params": {"key": key, "secret": secret},
        }

    def action_view_bookings(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_distributor.ticket_booking_action"
        )
        action["domain"] = [("distributor_id", "=", self.id)]
        action["context"] = {}
        return action

    def action_view_wallet(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_distributor.ticket_wallet_line_action"
        )
        action["domain"] = [("distributor_id", "=", self.id)]
        return action

    def _check_contract(self):
        """Whether new bookings may be made today.

        :raise ContractInactive: not active, not begun, or over
        """
        self.ensure_one()
        self._check_active()
        today = fields.Date.context_today(self)
        if self.date_from > today or (self.date_to and self.date_to < today):
            raise ContractInactive(
                self.env._(
                    "Your contract runs from %(start)s to %(end)s.",
                    start=self.date_from,
                    end=self.date_to or "…",
                ),
                date_from=str(self.date_from),
                date_to=str(self.date_to) if self.date_to else None,
            )

    def _check_active(self):
        """:raise ContractInactive: the venue has not opened the contract, or stopped it"""
        if self.state != "active":
            raise ContractInactive(
                self.env._("Your contract is not active. Please contact the venue."),
                state=self.state,
            )

    def _allowed_types(self):
        """The ticket types this contract may sell, in their order."""
        self.ensure_one()
        types = self.type_ids or self.env["ticket.type"].search(
            [("company_id", "in", (False, self.company_id.id))]
        )
        return types._sold_on("distributor")
