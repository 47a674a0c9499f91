from odoo import api, fields, models
from odoo.exceptions import UserError

from .delivery_carrier import WAYS


class TicketDelivery(models.Model):
    """Printed tickets on their way to a buyer: what the office prints, addresses, sends
    and follows."""

    _name = "ticket.delivery"
    _description = "Ticket Delivery"
    _order = "send_by, id"
    _rec_name = "order_id"
    _check_company_auto = True

    order_id = fields.Many2one(
        "sale.order",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict", index=True
    )
    carrier_id = fields.Many2one(
        "delivery.carrier", string="Delivery Method", readonly=True, ondelete="restrict"
    )
    way = fields.Selection(WAYS, required=True, readonly=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Recipient",
        required=True,
        ondelete="restrict",
        index=True,
        help="The address the envelope is sent to.",
    )
    phone = fields.Char(related="partner_id.phone")
    address = fields.Char(compute="_compute_address")
    state = fields.Selection(
        [
            ("waiting", "To Send"),
            ("sent", "Sent"),
            ("arrived", "Arrived"),
            ("returned", "Came Back"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="waiting",
        copy=False,
        index=True,
    )
    send_by = fields.Datetime(
        readonly=True,
        help="Later than that the tickets may not arrive before the show.",
    )
    show_start = fields.Datetime(string="First Show", readonly=True)
    tracking_number = fields.Char(copy=False)
    tracking_url = fields.Char(compute="_compute_tracking_url")
    sent_at = fields.Datetime(readonly=True, copy=False)
    sent_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="set null"
    )
    ticket_count = fields.Integer(string="Tickets", compute="_compute_ticket_count")
    cash_due = fields.Monetary(string="To Collect", compute="_compute_cash_due")
    currency_id = fields.Many2one(related="order_id.currency_id")

    _order_uniq = models.UniqueIndex(
        "(order_id)", "The tickets of this order have a delivery already."
    )

    @api.depends("partner_id")
    def _compute_address(self):
        for delivery in self:
            delivery.address = ", ".join(delivery._address_lines())

    @api.depends("tracking_number", "carrier_id.tracking_url")
    def _compute_tracking_url(self):
        for delivery in self:
            delivery.tracking_url = delivery._find_tracking_url()

    def _compute_ticket_count(self):
        for delivery in self:
            delivery.ticket_count = len(delivery._tickets())

    def _compute_cash_due(self):
        for delivery in self:
            order_sudo = delivery.sudo().order_id
            delivery.cash_due = order_sudo.ticket_cash_due and order_sudo.amount_total

    # --- actions -----------------------------------------------------------------

    def action_print_tickets(self):
        """The tickets as one file, envelope by envelope."""
        tickets = self._tickets()
        if not tickets:
            raise UserError(self.env._("None of these tickets is valid any more."))
        return tickets._pdf_action()

    def action_print_labels(self):
        """Address labels on A4 sheets, to be printed from the browser."""
        ids = ",".join(map(str, self.ids))
        return {
            "type": "ir.actions.act_url",
            "url": f"/ticket/deliveries/labels?ids={ids}",
            "target": "new",
        }

    def action_send(self):
        """The envelopes are with the carrier: tell the buyers."""
        self.check_access("write")
        waiting = self.filtered(lambda one: one.state in ("waiting", "returned"))
        for delivery in waiting:
            if not delivery._tickets():
                raise UserError(
                    self.env._(
                        "Order %(order)s: its tickets are not valid any more, do not send "
                        "them.",
                        order=delivery.sudo().order_id.name,
                    )
                )
        waiting.write(
            {
                "state": "sent",
                "sent_at": fields.Datetime.now(),
                "sent_by_id": self.env.uid,
            }
        )
        waiting._tell_sent()

    def action_arrive(self):
        self.check_access("write")
        self.filtered(lambda one: one.state == "sent").state = "arrived"

    def action_return(self):
        """The carrier brought them back: ask the buyer for another address."""
        self.check_access("write")
        for delivery in self.filtered(lambda one: one.state in ("sent", "arrived")):
            delivery.state = "returned"
            delivery.sudo().order_id.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("The tickets came back: ask for the address"),
                note=delivery.address,
                user_id=(delivery.sudo().order_id.user_id or self.env.user).id,
            )

    def action_view_order(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "sale.order",
            "res_id": self.order_id.id,
            "views": [(False, "form")],
        }

    # --- helpers -----------------------------------------------------------------

    @api.model
    def _begin(self, order):
        """Put a confirmed order on the list of what is to send."""
        carrier = order.carrier_id
        sessions = order._ticket_lines().ticket_session_id
        return self.create(
            {
                "order_id": order.id,
                "company_id": order.company_id.id,
                "carrier_id": carrier.id,
                "way": carrier.ticket_way,
                "partner_id": order.partner_shipping_id.id,
                "send_by": carrier._ticket_until(sessions),
                "show_start": min(sessions.mapped("start")),
            }
        )

    def _tickets(self):
        """The valid tickets of these orders, in the order of the envelopes."""
        found = self.env["ticket.ticket"].sudo()
        for delivery in self:
            found |= delivery.sudo().order_id.ticket_ids.filtered(
                lambda ticket: ticket.state == "valid"
            )
        return found.sudo(self.env.su)

    def _address_lines(self):
        """Street and place, a line each, as the recipient's country writes them."""
        self.ensure_one()
        words = self.partner_id._display_address(without_company=True)
        return [line.strip() for line in words.splitlines() if line.strip()]

    def _find_tracking_url(self):
        template = self.carrier_id.tracking_url
        if not (template and self.tracking_number):
            return False
        return template.replace("<shipmenttrackingnumber>", self.tracking_number)

    def _tell_sent(self):
        template = self.env.ref("ticket_website.mail_template_delivery_sent")
        for delivery in self:
            delivery.sudo().order_id._send_order_notification_mail(template)
