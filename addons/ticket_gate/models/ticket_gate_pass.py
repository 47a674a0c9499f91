import secrets
from calendar import timegm

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.ticket_sale.tools import token as ticket_token

from ..tools import pass_code, wording

STATES = [("valid", "Valid"), ("blocked", "Blocked"), ("cancelled", "Cancelled")]


class TicketGatePass(models.Model):
    """Lets its holder in again and again, without a ticket for a session: a season or
    annual card, a staff pass, a member's card.

    It is shown as its number, as a signed code, or as the card whose chip was taken
    into use for it. What is counted on it, the gates count.
    """

    _name = "ticket.gate.pass"
    _description = "Pass"
    _inherit = ["mail.thread"]
    _rec_name = "number"
    _order = "id desc"
    _check_company_auto = True

    number = fields.Char(required=True, readonly=True, copy=False, default="/")
    token = fields.Char(
        compute="_compute_token",
        compute_sudo=True,
        groups="ticket_sale.group_ticket_manager",
        help="The signed text in the QR code.",
    )
    type_id = fields.Many2one(
        "ticket.gate.pass.type",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        tracking=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        ondelete="restrict",
        compute="_compute_company_id",
        store=True,
        precompute=True,
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
    )
    holder_name = fields.Char(
        string="Holder",
        compute="_compute_holder_name",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        tracking=True,
    )
    image = fields.Image(
        string="Photo",
        max_width=512,
        max_height=512,
        help="Staff at the gate compare it with the person.",
    )
    valid_from = fields.Date(
        required=True, default=fields.Date.context_today, tracking=True
    )
    valid_to = fields.Date(
        compute="_compute_valid_to",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        help="The last day. Empty: without end.",
    )
    state = fields.Selection(STATES, required=True, default="valid", tracking=True)
    block_reason = fields.Char(tracking=True, help="Why it opens nothing any more.")
    membership_id = fields.Many2one(
        "ticket.membership",
        readonly=True,
        copy=False,
        ondelete="cascade",
        index="btree_not_null",
        help="The pass is good while this membership runs.",
    )
    admits = fields.Integer(
        string="Persons",
        compute="_compute_admits",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
    )
    card_hash = fields.Char(readonly=True, copy=False, groups="base.group_system")
    card_end = fields.Char(
        string="Card",
        readonly=True,
        copy=False,
        help="The last characters of its chip.",
    )
    admitted = fields.Integer(readonly=True, copy=False)
    outside = fields.Integer(readonly=True, copy=False)
    entries = fields.Integer(string="Visits", readonly=True, copy=False)
    entries_today = fields.Integer(string="Visits That Day", readonly=True, copy=False)
    entry_day = fields.Integer(readonly=True, copy=False)
    first_admitted_at = fields.Datetime(readonly=True, copy=False)
    last_admitted_at = fields.Datetime(string="Last Visit", readonly=True, copy=False)

    _number_uniq = models.UniqueIndex("(number)", "Two passes have the same number.")
    _card_uniq = models.UniqueIndex(
        "(card_hash, company_id) WHERE card_hash IS NOT NULL",
        "This card belongs to another pass. Block that one first.",
    )
    _membership_uniq = models.UniqueIndex(
        "(membership_id, type_id) WHERE membership_id IS NOT NULL",
        "This member has such a pass already.",
    )
    _validity_in_order = models.Constraint(
        "CHECK(valid_to IS NULL OR valid_from <= valid_to)",
        "A pass cannot end before it begins.",
    )
    _admits_positive = models.Constraint(
        "CHECK(admits > 0)", "A pass must let in at least one person."
    )
    _outside_in_range = models.Constraint(
        "CHECK(outside >= 0 AND outside <= admitted AND admitted <= admits)",
        "More people went through the gates than this pass admits.",
    )

    @api.depends("type_id")
    def _compute_company_id(self):
        for one in self:
            one.company_id = one.type_id.company_id or self.env.company

    @api.depends("partner_id")
    def _compute_holder_name(self):
        for one in self:
            one.holder_name = one.holder_name or one.partner_id.name

    @api.depends("type_id", "valid_from")
    def _compute_valid_to(self):
        for one in self:
            months = one.type_id.months
            one.valid_to = (
                one.valid_from + relativedelta(months=months, days=-1)
                if months and one.valid_from
                else False
            )

    @api.depends("type_id")
    def _compute_admits(self):
        for one in self:
            one.admits = max(one.type_id.admits, one.admitted, 1)

    @api.depends("number", "type_id", "valid_from")
    def _compute_token(self):
        for company, passes in self.grouped("company_id").items():
            key = self.env["ticket.signing.key"]._current(company)
            for one in passes:
                one.token = key._sign(one._claims())

    def _claims(self):
        """What the code says: no session, the first day, and no end. A pass that was
        prolonged keeps its code, one that ended is refused by what we know of it."""
        first_day = timegm(self.valid_from.timetuple()) if self.valid_from else 0
        return ticket_token.TicketClaims(
            ticket=int(self.number),
            session=pass_code.NO_SESSION,
            type=self.type_id.id,
            valid_from=max(first_day, 0),
            valid_to=0,
            admits=min(self.admits, 255),
            flags=ticket_token.MEDIA.index("paper"),
        )

    @api.depends("number", "holder_name")
    def _compute_display_name(self):
        for one in self:
            number = one.number != "/" and pass_code.format_number(one.number)
            name = wording.mask_name(one.holder_name)  # as scans tell it to gate staff
            one.display_name = " · ".join(filter(None, (number, name)))

    @api.model
    def _search_display_name(self, operator, value):
        if isinstance(value, str) and value.replace(" ", "").isdigit():
            value = value.replace(" ", "")
        domain = super()._search_display_name(operator, value)
        if isinstance(value, str) and "like" in operator:
            domain |= fields.Domain("holder_name", operator, value)
        return domain

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("number", "/") == "/":
                vals["number"] = pass_code.new_number(secrets.randbelow)
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if any(one.first_admitted_at for one in self):
            raise UserError(
                self.env._(
                    "A pass that has opened a gate stays for the record. Cancel it."
                )
            )

    def action_block(self):
        """Lost or stolen: nobody comes in on it from the next scan on."""
        self.check_access("write")
        self.filtered(lambda one: one.state == "valid").state = "blocked"

    def action_unblock(self):
        self.check_access("write")
        blocked = self.filtered(lambda one: one.state == "blocked")
        blocked.write({"state": "valid", "block_reason": False})

    def action_cancel(self):
        self.check_access("write")
        self.write({"state": "cancelled"})

    def action_view_scans(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_gate.ticket_scan_action"
        )
        return action | {"domain": [("pass_id", "=", self.id)], "context": {}}

    def _take_card(self, code):
        """Let the card that says ``code`` open the gates for this pass."""
        self.ensure_one()
        self.check_access("write")
        code = pass_code.card_code(code)
        if not code:
            raise UserError(
                self.env._("This is no card. Hold the card to the reader again.")
            )
        taken = self.sudo().search(  # the hash is for the system only
            [
                ("card_hash", "=", pass_code.card_hash(code)),
                ("company_id", "=", self.company_id.id),
                ("id", "!=", self.id),
            ]
        )
        if taken:
            raise UserError(
                self.env._(
                    "This card belongs to pass %(number)s. Take its card away first.",
                    number=taken.display_name,
                )
            )
        self.sudo().write(
            {"card_hash": pass_code.card_hash(code), "card_end": code[-4:]}
        )

    def action_drop_card(self):
        """The card opens nothing for this pass any more."""
        self.check_access("write")
        self.sudo().write({"card_hash": False, "card_end": False})
