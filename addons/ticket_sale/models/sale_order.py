from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..exceptions import (
    CapReached,
    HolderMissing,
    HoldExpired,
    LimitReached,
    PlacesUnavailable,
    VoucherRefused,
)

#: Why tickets of a payment that came late cannot be issued any more.
REFUSALS = (
    CapReached,
    HolderMissing,
    LimitReached,
    PlacesUnavailable,
    VoucherRefused,
)


class SaleOrder(models.Model):
    _inherit = "sale.order"

    ticket_ids = fields.One2many(
        "ticket.ticket", compute="_compute_ticket_ids", string="Tickets"
    )
    ticket_count = fields.Integer(compute="_compute_ticket_ids")
    ticket_issue_error = fields.Text(
        readonly=True,
        copy=False,
        help="Why the tickets of this paid order could not be issued.",
    )

    @api.depends("order_line.ticket_ids")
    def _compute_ticket_ids(self):
        for order in self:
            order.ticket_ids = order.order_line.ticket_ids
            order.ticket_count = len(order.ticket_ids)

    def _ticket_lines(self):
        return self.order_line.filtered("ticket_session_id")

    def _ticket_add(self, hold, types):
        """Put held places into this order: one line a session, zone and type.

        :param hold: the ``ticket.hold``, found by its token
        :param types: {place id: ticket type id}; places of the hold only
        :return: the order lines
        :raise HoldExpired: a place is not the hold's any more
        :raise PriceMissing: a zone has no price for a type
        """
        self.ensure_one()
        places = self.env["ticket.place"].sudo().browse(types)
        if places.filtered(
            lambda place: (
                place.state not in ("held", "reserved") or place.hold_id != hold.sudo()
            )
        ):
            raise HoldExpired(
                self.env._("The time to buy these places is over. Please choose again.")
            )
        self.env["ticket.hold"]._choose(hold, types)
        ticket_types = self.env["ticket.type"].sudo()
        return self._ticket_create_lines(
            hold, [(place, ticket_types.browse(types[place.id])) for place in places]
        )

    def _ticket_create_lines(self, hold, items):
        """Price places and write them down, one line a session, zone and type.

        :param items: (``ticket.place``, ``ticket.type``) pairs of the hold
        """
        quote = self.env["ticket.hold"]._quote(
            items,
            partner=self.partner_id,
            pricelist=self.pricelist_id,
        )
        return self.env["sale.order.line"].create(
            [
                {
                    "order_id": self.id,
                    "product_id": line.product.id,
                    "product_uom_qty": len(line.places),
                    "ticket_session_id": line.session.id,
                    "ticket_type_id": line.type.id,
                    "ticket_zone_id": line.zone.id,
                    "ticket_hold_id": hold.id,
                    "ticket_place_ids": [Command.set(line.places.ids)],
                    "pricelist_item_id": line.rule.id,
                    "ticket_base_price": line.list_price,
                    "ticket_price_steps": line.steps,
                }
                for line in quote
            ]
        )

    def _action_confirm(self):
        result = super()._action_confirm()
        self._ticket_issue()
        return result

    def _ticket_issue(self):
        """Turn the held places into tickets, all of an order or none.

        A payment that lands after the places were lost must not be thrown away by an
        error: such an order is marked, staff and buyer are told, the money goes back.

        :raise PlacesUnavailable: the places are lost and nothing is paid yet
        """
        for order in self:
            lines = order._ticket_lines().filtered(lambda line: not line.ticket_ids)
            if not lines:
                continue
            order._ticket_check_quantities(lines)
            try:
                with self.env.cr.savepoint():
                    for hold, hold_lines in lines.grouped("ticket_hold_id").items():
                        self.env["ticket.hold"]._issue(hold, hold_lines._ticket_items())
                    order._ticket_redeem_vouchers()
            except REFUSALS as error:
                if not order._ticket_paid_transactions():
                    raise
                order._ticket_issue_failed(error)

    def _ticket_check_quantities(self, lines):
        for line in lines:
            if line.product_uom_qty != len(line.ticket_place_ids):
                raise UserError(
                    self.env._(
                        "“%(line)s” is for %(quantity)s tickets but has %(places)s "
                        "places. Remove the line and choose the places again.",
                        line=line.name,
                        quantity=line.product_uom_qty,
                        places=len(line.ticket_place_ids),
                    )
                )

    def _get_confirmation_template(self):
        """Orders with tickets are confirmed by a mail that is about the evening out."""
        if self._ticket_lines():
            return self.env.ref("ticket_sale.mail_template_tickets")
        return super()._get_confirmation_template()

    def _ticket_paid_transactions(self):
        return self.sudo().transaction_ids.filtered(
            lambda tx: tx.state in ("authorized", "done")
        )

    def _ticket_issue_failed(self, error):
        """The money is here and the places are not: tell everybody, give it back."""
        self.ensure_one()
        self.ticket_issue_error = str(error)
        self.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=self.env._("Paid, but the places were lost: refund"),
            note=str(error),
            user_id=(self.user_id or self.env.ref("base.user_admin")).id,
        )
        order = self._ticket_for_customer()
        order._ticket_tell(
            order.env._("Your seats were gone, your money comes back"),
            order.env._(
                "We are sorry: your payment reached us after the time for your places "
                "was over, and somebody else has bought them. No tickets were issued "
                "and your money is being returned."
            ),
            {
                session: lines.ticket_place_ids.mapped("display_name")
                for session, lines in order.sudo()
                ._ticket_lines()
                .grouped("ticket_session_id")
                .items()
            },
        )
        for transaction in self._ticket_paid_transactions():
            if transaction.provider_id.support_refund != "none":
                transaction._refund()

    def _action_cancel(self):
        """A cancelled order has no tickets and holds no places."""
        lines_sudo = self.sudo().order_line  # who sells need not see tickets
        lines_sudo.ticket_ids._void("cancelled", self.env._("order cancelled"))
        for hold_sudo in lines_sudo.ticket_hold_id.filtered(
            lambda hold: hold.state == "active"
        ):
            self.env["ticket.hold"]._release_places_of(
                hold_sudo, lines_sudo.ticket_place_ids
            )
        return super()._action_cancel()

    def action_view_tickets(self):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "ticket_sale.ticket_ticket_action"
            ),
            "domain": [("sale_line_id", "in", self.order_line.ids)],
            "context": {},
        }
