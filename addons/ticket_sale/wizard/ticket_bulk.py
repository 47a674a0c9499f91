import base64
from binascii import Error as Base64Error

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..exceptions import NamesInvalid
from ..tools import name_list

MOST_PLACES = 500
SHOWN_PROBLEMS = 20


class TicketBulk(models.TransientModel):
    """Hundreds of tickets in one act: sold to a group, or given away with a reason."""

    _name = "ticket.bulk"
    _description = "Issue Tickets in Bulk"

    session_id = fields.Many2one(
        "ticket.session", required=True, domain="[('inventory_open', '=', True)]"
    )
    company_id = fields.Many2one(related="session_id.company_id")
    plan_id = fields.Many2one(related="session_id.plan_id")
    currency_id = fields.Many2one(related="session_id.currency_id")
    choice = fields.Selection(
        [("best", "The best places"), ("places", "Chosen places")],
        string="Which Places",
        required=True,
        default=lambda self: (
            "places" if self.env.context.get("default_place_ids") else "best"
        ),
    )
    count = fields.Integer(string="How Many")
    zone_id = fields.Many2one("ticket.zone", domain="[('plan_id', '=', plan_id)]")
    place_ids = fields.Many2many(
        "ticket.place",
        string="Places",
        domain="[('session_id', '=', session_id), ('state', '=', 'free')]",
    )
    type_id = fields.Many2one("ticket.type", required=True)
    is_gift = fields.Boolean(compute="_compute_is_gift")
    partner_id = fields.Many2one(
        "res.partner",
        string="For",
        required=True,
        help="The customer, or the host of invited guests.",
    )
    reason = fields.Char(help="Why these tickets are given away.")
    cost_centre_id = fields.Many2one(
        "account.analytic.account",
        check_company=True,
        help="The budget that invites: orders and reports are grouped by it.",
    )
    names_file = fields.Binary(
        string="List of Names",
        help="CSV with a column “name” and, if you like, a column “seat”. UTF-8 or "
        "GB18030.",
    )
    names_filename = fields.Char()
    names_problem = fields.Text(compute="_compute_names")
    names_count = fields.Integer(compute="_compute_names", string="Names")
    output = fields.Selection(
        selection=lambda self: (
            self.env["sale.order"]
            ._fields["ticket_output"]
            ._description_selection(self.env)
        ),
        string="Then",
        help="Empty: the tickets wait in the order.",
    )
    remark = fields.Text(help="For colleagues; the order is found by it.")
    place_count = fields.Integer(compute="_compute_place_count", string="Tickets")
    hold_token = fields.Char(readonly=True, groups="base.group_system")
    kept_until = fields.Datetime(readonly=True)
    held_places = fields.Json(readonly=True)
    preview = fields.Html(compute="_compute_preview", sanitize=False)

    @api.depends("type_id")
    def _compute_is_gift(self):
        for wizard in self:
            wizard.is_gift = wizard.type_id._is_gift()

    @api.depends("names_file")
    def _compute_names(self):
        for wizard in self:
            names = wizard._names()
            wizard.names_count = len(names.rows)
            wizard.names_problem = wizard._words_of(names.problems)

    @api.depends("choice", "count", "place_ids", "names_count", "held_places")
    def _compute_place_count(self):
        for wizard in self:
            if wizard.held_places:
                wizard.place_count = len(wizard.held_places)
            elif wizard.choice == "places":
                wizard.place_count = len(wizard.place_ids)
            else:
                wizard.place_count = wizard.count or wizard.names_count

    @api.depends("held_places")
    def _compute_preview(self):
        for wizard in self:
            places = wizard.held_places or []
            wizard.preview = Markup("<ol class='mb-0'>%s</ol>") % Markup().join(
                Markup("<li>%s <b>%s</b></li>") % (place["label"], place["name"] or "")
                for place in places
            )

    # --- the act ----------------------------------------------------------------

    def action_hold(self):
        """Keep the places and show them, each with its name.

        The hold is committed by itself, so that the next request can sell it.

        :raise NamesInvalid: the list of names does not fit, row by row
        """
        self.ensure_one()
        self._check_complete()
        held = self._take_places()
        labels = {place.id: place.label for place in held.places}
        names, problems = name_list.assign(self._names().rows, labels)
        if problems:  # nobody shall wait for these places
            self.env["ticket.hold"]._release(held.token, "names do not fit")
            self._raise_problems(problems)
        self.sudo().write(
            {
                "hold_token": held.token,
                "kept_until": held.expires_at,
                "held_places": [
                    {"id": place.id, "label": place.label, "name": names.get(place.id)}
                    for place in held.places
                ],
            }
        )
        return self._reopen()

    def action_issue(self):
        """Order and confirm what is kept: all tickets or none.

        An order that needs approval waits with its places kept.

        :raise HoldExpired: the time is over
        """
        self.ensure_one()
        order_sudo = self._create_order()
        order_sudo.action_confirm()
        return self._show(order_sudo)

    def action_back(self):
        """Give the places back and choose again."""
        self.ensure_one()
        self._give_back()
        self.sudo().write(
            {"hold_token": False, "held_places": False, "kept_until": False}
        )
        return self._reopen()

    def action_cancel(self):
        """Give the places back; a dialog that is just closed lets them run out."""
        self.ensure_one()
        self._give_back()
        return {"type": "ir.actions.act_window_close"}

    def _give_back(self):
        if token := self.sudo().hold_token:
            self.env["ticket.hold"]._release(token, "bulk issue given up")

    def _reopen(self):
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "ticket_sale.ticket_bulk_action"
            ),
            "res_id": self.id,
            "context": {},
        }

    def _check_complete(self):
        if self.is_gift and not (self.reason or "").strip():
            raise UserError(
                self.env._(
                    "Say why these %(type)s tickets are given away.",
                    type=self.type_id.name,
                )
            )
        if not 0 < self.place_count <= MOST_PLACES:
            raise UserError(
                self.env._(
                    "Choose between 1 and %(most)s places; these are %(count)s.",
                    most=MOST_PLACES,
                    count=self.place_count,
                )
            )
        self._raise_problems(self._names().problems)
        if self.names_count > self.place_count:
            raise NamesInvalid(
                self.env._(
                    "The list has %(names)s names for %(places)s places.",
                    names=self.names_count,
                    places=self.place_count,
                )
            )

    def _take_places(self):
        self.env["ticket.place"].flush_model()
        if self.choice == "places":
            wanted = {"place_ids": self.place_ids.ids}
        else:
            wanted = {
                "best": {"count": self.place_count, "zone_id": self.zone_id.id or None}
            }
        return self.env["ticket.hold"]._hold(
            self.session_id,
            "backoffice",
            partner=self.partner_id,
            types=self.type_id,
            **wanted,
        )

    def _create_order(self):
        """The order of the places held, with sudo: who may issue need not be a seller."""
        hold = self.env["ticket.hold"]._find(self.sudo().hold_token)
        order_sudo = (
            self.env["sale.order"]
            .sudo()
            .with_company(self.company_id)
            .create(self._prepare_order())
        )
        lines = order_sudo._ticket_add(
            hold, {place["id"]: self.type_id.id for place in self.held_places}
        )
        if self.is_gift:  # no pricelist makes a gift cost something
            lines.filtered(lambda line: not line.ticket_base_price).price_unit = 0.0
        if self.cost_centre_id:
            lines.analytic_distribution = {str(self.cost_centre_id.id): 100}
        return order_sudo

    def _prepare_order(self):
        return {
            "partner_id": self.partner_id.id,
            "company_id": self.company_id.id,
            "user_id": self.env.uid,
            "ticket_reason": self.reason,
            "ticket_cost_centre_id": self.cost_centre_id.id,
            "ticket_remark": self.remark,
            "ticket_output": self.output,
            "ticket_names": {
                str(place["id"]): place["name"]
                for place in self.held_places
                if place["name"]
            }
            or False,
        }

    def _show(self, order_sudo):
        """The order, or its tickets or approvals to whom may not read orders."""
        order = order_sudo.sudo(False)
        if order.has_access("read"):
            return order._get_records_action()
        if order_sudo.ticket_approval_state == "waiting":
            return order_sudo.ticket_approval_ids.sudo(False)._get_records_action(
                name=self.env._("Waiting for Approval")
            )
        return order_sudo.action_view_tickets()

    # --- names ------------------------------------------------------------------

    def _names(self):
        self.ensure_one()
        file = self.with_context(bin_size=False).names_file  # a form asks its size
        if not file:
            return name_list.NameList()
        try:
            content = base64.b64decode(file)
        except Base64Error:
            content = b"\0"
        return name_list.parse(content)

    def _raise_problems(self, problems):
        if problems:
            raise NamesInvalid(
                self._words_of(problems),
                rows=[
                    {"line": problem.line, "code": problem.code} for problem in problems
                ],
            )

    def _words_of(self, problems):
        """What is wrong with the list, a line each; empty when nothing is."""
        if not problems:
            return ""
        words = [self._word_of(problem) for problem in problems[:SHOWN_PROBLEMS]]
        if len(problems) > SHOWN_PROBLEMS:
            left = len(problems) - SHOWN_PROBLEMS
            words.append(self.env._("… and %(count)s more.", count=left))
        return "\n".join(words)

    def _word_of(self, problem):
        sentence = {
            "too_big": self.env._("The file is too big for a list of names."),
            "not_text": self.env._(
                "The file is not a CSV text. Save it as CSV (UTF-8)."
            ),
            "too_many": self.env._(
                "The list has %(value)s names; one order takes %(most)s.",
                value=problem.value,
                most=name_list.MOST_ROWS,
            ),
            "empty": self.env._("The list has no names."),
            "name_missing": self.env._("the name is missing"),
            "name_long": self.env._(
                "the name is longer than %(most)s characters",
                most=name_list.LONGEST_NAME,
            ),
            "seat_twice": self.env._(
                "seat “%(seat)s” is in the list twice", seat=problem.value
            ),
            "seat_unknown": self.env._(
                "seat “%(seat)s” is not among the chosen places", seat=problem.value
            ),
            "no_place": self.env._("no place is left for %(name)s", name=problem.value),
        }[problem.code]
        if not problem.line:
            return sentence
        return self.env._("Row %(row)s: %(what)s.", row=problem.line, what=sentence)
