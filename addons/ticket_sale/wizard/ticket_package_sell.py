from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Command
from odoo.tools import format_amount


class TicketPackageSell(models.TransientModel):
    """Sell packages in the back office: the places are kept and an order is made."""

    _name = "ticket.package.sell"
    _description = "Sell a Package"

    package_id = fields.Many2one("ticket.package", required=True)
    kind = fields.Selection(related="package_id.kind")
    company_id = fields.Many2one(related="package_id.company_id")
    partner_id = fields.Many2one("res.partner", string="Customer", required=True)
    order_id = fields.Many2one(
        "sale.order", help="The order to put the package into. Empty: a new one."
    )
    units = fields.Integer(string="How Many", default=1, required=True)
    line_ids = fields.One2many(
        "ticket.package.sell.line",
        "sell_id",
        string="Sessions",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    seat_map_id = fields.Many2one("ticket.seat.map", compute="_compute_seat_map_id")
    seat_ids = fields.Many2many(
        "ticket.seat",
        string="Seats",
        help="Empty: the best ones. Otherwise one for each person, the same in every "
        "session.",
    )
    choose_hint = fields.Char(compute="_compute_choose_hint")
    currency_id = fields.Many2one("res.currency", compute="_compute_price")
    price = fields.Monetary(compute="_compute_price")
    singly = fields.Monetary(compute="_compute_price", string="Single Tickets")
    saving = fields.Monetary(compute="_compute_price")
    shares = fields.Html(compute="_compute_price", string="Who Gets What")

    @api.depends("package_id")
    def _compute_line_ids(self):
        for wizard in self:
            chosen = wizard.kind in ("series", "joint")
            wizard.line_ids = [Command.clear()] + [
                Command.create(
                    {
                        "session_id": line.session_id.id,
                        "chosen": chosen,
                        "zone_id": line._zones_for_sale()[:1].id,
                    }
                )
                for line in wizard.package_id.session_line_ids
            ]

    @api.depends("package_id")
    def _compute_seat_map_id(self):
        for wizard in self:
            maps = wizard.package_id._sessions().seat_map_id
            wizard.seat_map_id = maps if len(maps) == 1 else False

    @api.depends("package_id", "line_ids.chosen")
    def _compute_choose_hint(self):
        for wizard in self:
            count = wizard.package_id._choice_count() if wizard.package_id else 0
            chosen = len(wizard.line_ids.filtered("chosen"))
            wizard.choose_hint = count != chosen and self.env._(
                "%(chosen)s of %(count)s sessions chosen.", chosen=chosen, count=count
            )

    @api.depends("package_id", "units", "line_ids.chosen", "line_ids.zone_id")
    def _compute_price(self):
        for wizard in self:
            currency = wizard.order_id.currency_id or wizard.package_id.currency_id
            wizard.currency_id = currency
            wizard.price = wizard.singly = wizard.saving = 0
            wizard.shares = False
            zones = wizard._zones()
            if not zones or wizard.choose_hint or not all(zones.values()):
                continue
            quote = wizard.package_id._quote(zones, currency, max(wizard.units, 1))
            wizard.price, wizard.singly = quote["price"], quote["singly"]
            wizard.saving = quote["saving"]
            wizard.shares = wizard._shares_table(quote["contents"], currency)

    def _shares_table(self, contents, currency):
        rows = Markup("").join(
            Markup(
                "<tr><td>{}</td><td class='text-end'>{} × {}</td>"
                "<td class='text-end'>{}</td></tr>"
            ).format(
                " · ".join(
                    part.display_name
                    for part in (
                        content["line"],
                        content.get("zone"),
                        content.get("type"),
                    )
                    if part
                ),
                content["quantity"],
                format_amount(self.env, content["listed"], self.package_id.currency_id),
                format_amount(self.env, content["amount"], currency),
            )
            for content in contents
        )
        return Markup(
            "<table class='table table-sm mb-0'><thead><tr><th>{}</th>"
            "<th class='text-end'>{}</th><th class='text-end'>{}</th></tr></thead>"
            "<tbody>{}</tbody></table>"
        ).format(
            self.env._("In the package"),
            self.env._("Singly"),
            self.env._("Share"),
            rows,
        )

    def _zones(self):
        return {
            line.session_id: line.zone_id for line in self.line_ids.filtered("chosen")
        }

    def action_sell(self):
        """Keep the places, put the packages into an order and show it.

        Places and order are written in one short transaction: both or none.

        :raise TicketError: refused; nothing is kept then
        """
        self.ensure_one()
        self.check_access("write")
        if self.order_id:
            self.order_id.check_access("write")
        package, zones = self.package_id, self._zones()
        wanted = {
            "units": self.units,
            "seats": self.seat_ids,
            "partner": self.partner_id,
        }
        order = self._prepare_order()
        with self.env["ticket.hold"]._transaction() as Hold:
            held = package.with_env(Hold.env)._take_packages(
                "backoffice", zones, **wanted
            )
            # who may sell packages need not be a salesperson
            orders_sudo = Hold.env["sale.order"].sudo()
            order_sudo = orders_sudo.browse(self.order_id.id) or orders_sudo.create(
                order
            )
            order_sudo._ticket_add_packages(package.with_env(Hold.env), held)
            order_id = order_sudo.id
        if not self.env["sale.order"].has_access("read"):
            return package.action_view_sales()
        return {
            "type": "ir.actions.act_window",
            "res_model": "sale.order",
            "res_id": order_id,
            "view_mode": "form",
        }

    def _prepare_order(self):
        return {
            "partner_id": self.partner_id.id,
            "company_id": self.company_id.id,
            "user_id": self.env.uid,
        }
