from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..exceptions import HoldExpired, HoldNotFound, TicketError


class TicketExchange(models.TransientModel):
    """Shows what other places cost, keeps them meanwhile, and does it in one act."""

    _name = "ticket.exchange"
    _description = "Exchange Tickets"

    ticket_ids = fields.Many2many("ticket.ticket", string="Tickets", required=True)
    company_id = fields.Many2one(related="ticket_ids.company_id")
    session_id = fields.Many2one(
        "ticket.session",
        string="To Session",
        compute="_compute_session_id",
        store=True,
        readonly=False,
        domain="[('company_id', '=', company_id), ('inventory_open', '=', True), "
        "('state', 'not in', ('played', 'cancelled'))]",
    )
    plan_id = fields.Many2one(related="session_id.plan_id")
    zone_id = fields.Many2one(
        "ticket.zone", domain="[('plan_id', '=', plan_id)]", help="Empty: any zone."
    )
    line_ids = fields.One2many(
        "ticket.exchange.line",
        "exchange_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    reason = fields.Char(required=True)
    free = fields.Boolean(
        string="Free of Charge",
        compute="_compute_free",
        store=True,
        readonly=False,
        help="Only the place changes: no fee, no price difference, no document.",
    )
    must_be_free = fields.Boolean(compute="_compute_must_be_free")
    waive = fields.Boolean(string="Waive the Fee")
    money = fields.Selection(
        [
            ("credit", "Credit note only"),
            ("online", "Back to the online payment"),
            ("wallet", "On the customer's e-wallet"),
        ],
        default="credit",
        required=True,
    )
    price = fields.Monetary(string="Old Tickets", compute="_compute_amounts")
    new_price = fields.Monetary(string="New Tickets", compute="_compute_amounts")
    fee = fields.Monetary(compute="_compute_amounts")
    due = fields.Monetary(string="To Pay", compute="_compute_amounts")
    back = fields.Monetary(string="To Give Back", compute="_compute_amounts")
    rules = fields.Text(compute="_compute_rules")
    refusal = fields.Text(compute="_compute_amounts")
    currency_id = fields.Many2one(related="ticket_ids.currency_id")
    hold_token = fields.Char(readonly=True, groups="base.group_system")
    held_until = fields.Datetime(readonly=True)

    @api.depends("ticket_ids")
    def _compute_session_id(self):
        for wizard in self:
            wizard.session_id = wizard.ticket_ids.session_id[:1]

    @api.depends("ticket_ids")
    def _compute_must_be_free(self):
        """Only the tickets of one sale order can be paid for here."""
        for wizard in self:
            lines_sudo = [t.sale_line_id for t in wizard.ticket_ids._origin.sudo()]
            orders = {line.order_id for line in lines_sudo}
            wizard.must_be_free = len(orders) != 1 or not all(lines_sudo)

    @api.depends("must_be_free")
    def _compute_free(self):
        for wizard in self:
            wizard.free = wizard.must_be_free

    @api.depends("ticket_ids", "session_id")
    def _compute_line_ids(self):
        for wizard in self:
            wizard.line_ids = [
                Command.clear(),
                *(
                    Command.create(
                        {"ticket_id": ticket.id, "type_id": ticket.type_id.id}
                    )
                    for ticket in wizard.ticket_ids._origin.sorted("id")
                ),
            ]

    @api.depends("ticket_ids")
    def _compute_rules(self):
        for wizard in self:
            terms = wizard.ticket_ids._origin._refund_terms("exchange")
            policies = {term.policy for term in terms.values() if term.policy}
            wizard.rules = "\n".join(
                sentence
                for policy in policies
                for sentence in policy._sentences("exchange")
            )

    @api.depends("line_ids.place_id", "line_ids.type_id", "waive", "free")
    def _compute_amounts(self):
        for wizard in self:
            wizard.update(
                dict.fromkeys(("price", "new_price", "fee", "due", "back"), 0.0)
                | {"refusal": False}
            )
            try:
                quote = wizard._quote()
            except TicketError as error:
                wizard.refusal = str(error)
                continue
            if quote:
                wizard.update(
                    {
                        "price": quote.back,
                        "new_price": quote.new,
                        "fee": quote.fee,
                        "due": max(quote.due, 0.0),
                        "back": max(-quote.due, 0.0),
                    }
                )

    def action_find_best(self):
        """Keep the best places of the session for this exchange."""
        self.ensure_one()
        self._let_go()
        held = (
            self.env["ticket.hold"]
            .with_context(ticket_given_back=self.ticket_ids.ids)
            ._hold(
                self.session_id,
                "backoffice",
                best={
                    "count": len(self.line_ids),
                    "zone_id": self.zone_id.id or None,
                },
                partner=self.ticket_ids.partner_id[:1],
            )
        )
        for line, place in zip(self.line_ids, held.places, strict=True):
            line.place_id = place.id
        self.sudo().hold_token = held.token
        self.held_until = held.expires_at
        return self._reopen()

    def action_exchange(self):
        self.ensure_one()
        lines = self.line_ids
        if not lines or len(lines.place_id) < len(lines):
            raise UserError(
                self.env._("Choose a place for every ticket, each of its own.")
            )
        if self.refusal:
            raise UserError(self.refusal)
        tickets, places = lines.ticket_id, lines.place_id
        if self.free:
            self._let_go()
            tickets._reseat(places, self.reason)
            return {"type": "ir.actions.act_window_close"}
        _successors, documents = tickets._exchange(
            places,
            types=lines._types(),
            hold=self._hold(),
            reason=self.reason,
            money=self.money,
            waive=self.waive,
        )
        return self._open_documents(documents)

    def action_cancel(self):
        self._let_go()
        return {"type": "ir.actions.act_window_close"}

    def _quote(self):
        """What the exchange costs, when every ticket has a place; else None."""
        lines = self.line_ids
        if self.free or not lines or len(lines.place_id) < len(lines):
            return None
        return lines.ticket_id._origin._exchange_quote(
            lines.place_id._origin, lines._types(), self.waive
        )

    def _hold(self):
        """The hold of this exchange, if it is still good for these places."""
        try:
            hold = self.env["ticket.hold"]._find(self.sudo().hold_token)
        except (HoldExpired, HoldNotFound):
            return None
        places_sudo = self.line_ids.place_id.sudo()
        if places_sudo.session_id != hold.session_id:
            return None
        return hold

    def _let_go(self):
        """Places kept before are free again."""
        token = self.sudo().hold_token
        if token:
            self.env["ticket.hold"]._release(token)
            self.sudo().hold_token = False
            self.held_until = False

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Exchange Tickets"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    def _open_documents(self, documents):
        """What is to pay is opened, for whoever may see invoices."""
        to_pay = documents.filtered(lambda m: m.move_type == "out_invoice")[:1]
        if not to_pay or not to_pay.sudo(False).has_access("read"):
            return {"type": "ir.actions.act_window_close"}
        return {
            "type": "ir.actions.act_window",
            "name": to_pay.name,
            "res_model": "account.move",
            "res_id": to_pay.id,
            "view_mode": "form",
        }
