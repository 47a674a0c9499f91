from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ..exceptions import PriceChanged


class PosOrder(models.Model):
    """Tickets are issued in the transaction that makes the order paid, and voided in the
    one that pays them back; printing begins when that transaction is committed."""

    _inherit = "pos.order"

    ticket_ids = fields.One2many(
        "ticket.ticket", compute="_compute_ticket_ids", string="Tickets"
    )
    ticket_count = fields.Integer(compute="_compute_ticket_ids")

    def _compute_ticket_ids(self):
        for order in self:
            order.ticket_ids = order.lines.ticket_ids
            order.ticket_count = len(order.ticket_ids)

    def _process_saved_order(self, draft):
        # An order that the till sends paid is created in state "paid" already.
        selling = not draft and self.state != "cancel"
        if selling:
            self._ticket_take_back()
            self._ticket_issue()
        result = super()._process_saved_order(draft)
        if selling:
            self._ticket_admit_members()
            self._ticket_print()
        return result

    def _ticket_issue(self):
        lines = self.lines.filtered(
            lambda line: line._ticket_is_sale() and not line.ticket_ids
        )
        if not lines:
            return
        self.config_id._ticket_check_cashier()
        self._ticket_settle_discounts(self._ticket_settle_prices(lines))
        self._ticket_check_total()
        self.config_id._ticket_check_counts(
            [
                {
                    "type_id": line.ticket_type_id.id,
                    "place_ids": [
                        place_id for place_id, _token in line._ticket_seats()
                    ],
                }
                for line in lines
            ]
        )
        for line in lines:
            line._ticket_issue()

    def _ticket_settle_prices(self, lines):
        """Price all ticket lines together and hold them to that: how many tickets there
        are may be a condition of their price.

        :return: {line: its priced values, with the ``key`` of its tickets}
        :raise PriceChanged: the till's prices are not today's
        """
        config = self.config_id
        partner, pricelist = config._ticket_buyer(
            self.partner_id.id, self.pricelist_id.id
        )
        keys = {line: line._ticket_key() for line in lines}
        codes = {(line.ticket_reward or {}).get("code") for line in self.lines}
        priced = {
            (values["session_id"], values["zone_id"], values["type_id"]): values
            for values in config._ticket_price(
                [line._ticket_item() for line in lines], partner, pricelist, codes
            )
        }
        settled = {}
        for line, key in keys.items():
            line._ticket_settle_price(priced[key], partner)
            settled[line] = priced[key] | {"key": "-".join(map(str, key))}
        return settled

    def _ticket_check_total(self):
        """The till's total must be what its lines cost.

        :raise PriceChanged: it is not
        """
        total = sum(
            line._compute_amount_line_all()["price_subtotal_incl"]
            for line in self.lines
        )
        tolerance = len(self.lines) * self.currency_id.rounding
        if self.config_id.cash_rounding:
            tolerance += self.config_id.rounding_method.rounding
        if abs(total - self.amount_total) > tolerance:
            raise PriceChanged(
                self.env._(
                    "This order costs %(expected)s, the till says %(sent)s.",
                    expected=self.currency_id.format(total),
                    sent=self.currency_id.format(self.amount_total),
                ),
                expected=total,
                sent=self.amount_total,
            )

    def _ticket_admit_members(self):
        """Whoever bought the fee of a tier is a member from now on.

        :raise UserError: the till did not say who
        """
        tiers = self.env["ticket.membership.tier"]._of_products(self.lines.product_id)
        for line in self.lines.filtered(lambda line: line.qty > 0):
            tier = tiers.get(line.product_id)
            if tier and not self.partner_id:
                raise UserError(
                    self.env._(
                        "Choose the customer who becomes a member of %(tier)s.",
                        tier=tier.name,
                    )
                )
            if tier:
                line._ticket_check_fee(tier)
                self.env["ticket.membership"].with_company(
                    self.company_id
                )._activate_for(self.partner_id, tier, origin=line.uuid)

    # --- printing -----------------------------------------------------------

    def _ticket_print(self):
        """Queue the new tickets on the till's printer; printing never stops a sale."""
        tickets_sudo = self.sudo().lines.ticket_ids
        printer_sudo = self.config_id.sudo().ticket_printer_id
        if tickets_sudo and printer_sudo:
            self.env["ticket.print.job"].sudo()._enqueue(
                tickets_sudo, printer_sudo, pos_session_id=self.session_id.id
            )

    def ticket_print_states(self):
        """What the till shows after payment: each ticket with its newest print job."""
        self._ticket_check_printing()
        jobs_sudo = self.env["ticket.print.job"].sudo()
        newest = jobs_sudo._latest(self.lines.ticket_ids)
        tickets_sudo = self.lines.ticket_ids.sudo().sorted("id")
        return {
            "printer": self.config_id.ticket_printer_id.sudo().name or False,
            "printers": self.env["ticket.printer"]
            .sudo()
            .search([("company_id", "=", self.company_id.id)])
            .read(["name"]),
            "tickets": [
                {
                    "id": ticket.id,
                    "number": ticket.display_name,
                    "label": ticket.seat_label,
                    "type": ticket.type_id.name,
                    "state": ticket.state,
                    "job": next(
                        iter(newest.get(ticket.id, jobs_sudo.browse())._till_values()),
                        False,
                    ),
                }
                for ticket in tickets_sudo
            ],
        }

    def ticket_print_again(self, ticket_ids=None, printer_id=False):
        """Print what has not come out: retry, or on another printer.

        Tickets that were printed are left alone; a reprint needs a reason and belongs
        to another screen. Where only the paper tells whether it was printed, the
        cashier must name the ticket.
        """
        self._ticket_check_printing()
        jobs_model = self.env["ticket.print.job"].sudo()
        printer = self.env["ticket.printer"].sudo().browse(printer_id or ()).exists()
        if printer and printer.company_id != self.company_id:
            raise AccessError(self.env._("This printer belongs to another company."))
        tickets = self._ticket_named(ticket_ids).filtered(lambda t: t.state == "valid")
        jobs = jobs_model.search([("ticket_id", "in", tickets.ids)])
        target = printer or self.config_id.ticket_printer_id.sudo()
        if target:
            jobs_model._enqueue(tickets - jobs.ticket_id, target)
        stuck = jobs.filtered(
            lambda job: (
                job.state in ("failed", "waiting")
                and (ticket_ids or not job.is_uncertain)
            )
        )
        if printer:
            stuck.action_move(printer)
        else:
            stuck.action_retry()
        return self.ticket_print_states()

    def ticket_print_done(self, ticket_ids):
        """The cashier has looked: these tickets are on paper."""
        self._ticket_check_printing()
        jobs_sudo = self.env["ticket.print.job"].sudo()
        jobs_sudo.search(
            [
                ("ticket_id", "in", self._ticket_named(ticket_ids).ids),
                ("is_uncertain", "=", True),
            ]
        ).action_mark_printed()
        return self.ticket_print_states()

    def _ticket_named(self, ticket_ids):
        """This order's tickets, or those of them that are named."""
        tickets_sudo = self.lines.ticket_ids.sudo()
        if ticket_ids is None:
            return tickets_sudo
        return tickets_sudo.filtered(lambda ticket: ticket.id in ticket_ids)

    def _ticket_check_printing(self):
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_group("ticket_sale.group_ticket_cashier"):
            raise AccessError(self.env._("Only cashiers print tickets."))

    # --- books --------------------------------------------------------------

    def _ticket_book(self):
        """Tell the tickets of these orders what the books hold for them.

        Called where journal items of an order are posted: at session closing and with
        an invoice. A line and the refunds of it are one document line.
        """
        lines_sudo = self.sudo().lines
        sources = lines_sudo.filtered("ticket_ids")
        sources |= lines_sudo.refunded_orderline_id.filtered("ticket_ids")
        if not sources:
            return
        documents = sources | sources.refund_orderline_ids
        worth = documents.order_id._ticket_posted()
        for source in sources:
            posted = (source | source.refund_orderline_ids).filtered(
                lambda line: line.id in worth
            )
            discounts = source.ticket_discount_line_ids.filtered(
                lambda line: line.id in worth
            )
            source.ticket_ids._book(
                sum(worth[line.id] for line in posted | discounts),
                max(round(sum(posted.mapped("qty"))), 0),
            )
        sources.ticket_session_id._recognise_revenue()

    def _ticket_posted(self):
        """{line id: credit in company currency} of lines whose entry is posted."""
        AccountTax = self.env["account.tax"]
        worth = {}
        for order in self:
            if order.account_move.state != "posted" and not order._ticket_is_closed():
                continue
            base_lines = order._prepare_tax_base_line_values()
            AccountTax._add_tax_details_in_base_lines(base_lines, order.company_id)
            AccountTax._round_base_lines_tax_details(base_lines, order.company_id)
            AccountTax._add_accounting_data_in_base_lines_tax_details(
                base_lines, order.company_id, include_caba_tags=True
            )
            results = AccountTax._prepare_tax_lines(base_lines, order.company_id)
            for base_line, to_update in results["base_lines_to_update"]:
                worth[base_line["record"].id] = -to_update["balance"]
        return worth

    def _ticket_is_closed(self):
        self.ensure_one()
        return self.session_id.move_id.state == "posted"
