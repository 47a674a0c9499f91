from odoo import api, fields, models
from odoo.tools import float_compare

from odoo.addons.ticket_sale.exceptions import HoldExpired
from odoo.addons.ticket_sale.tools.allocate import allocate

from ..exceptions import PriceChanged, RefundInvalid, SelectionInvalid


class PosOrderLine(models.Model):
    """Tickets of one session, zone and type; or the taking back of some of them."""

    _inherit = "pos.order.line"

    ticket_selection = fields.Json(
        help="The places as the till knows them: type_id and seats (place_id, token, "
        "label). The tokens are taken out once the tickets are issued.",
    )
    ticket_refund = fields.Json(
        help="On a refund line: ids of the tickets that are taken back."
    )
    ticket_session_id = fields.Many2one(
        "ticket.session", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    ticket_type_id = fields.Many2one("ticket.type", readonly=True, ondelete="restrict")
    ticket_zone_id = fields.Many2one("ticket.zone", readonly=True, ondelete="restrict")
    ticket_list_price = fields.Float(digits="Product Price", readonly=True)
    ticket_price_steps = fields.Json(
        readonly=True, help="How the price of one ticket comes about."
    )
    ticket_ids = fields.One2many("ticket.ticket", "pos_order_line_id", string="Tickets")

    @api.model
    def _load_pos_data_fields(self, config):
        return [
            *super()._load_pos_data_fields(config),
            "ticket_selection",
            "ticket_refund",
        ]

    # --- sale ---------------------------------------------------------------

    def _ticket_is_sale(self):
        """A line that must become tickets: its product is a ticket and nothing is
        refunded by it."""
        self.ensure_one()
        return (
            self.product_id.service_tracking == "ticket"
            and not self.refunded_orderline_id
        )

    def _ticket_seats(self):
        """[(place id, token), …] as the till sent them.

        :raise SelectionInvalid: there are none, or not as many as the quantity
        """
        self.ensure_one()
        seats = (self.ticket_selection or {}).get("seats") or []
        pairs = [(int(seat["place_id"]), seat.get("token") or "") for seat in seats]
        if not pairs:
            raise SelectionInvalid(
                self.env._(
                    "%(product)s is sold from the seat map. Remove this line and choose "
                    "the seats under “Tickets”.",
                    product=self.product_id.display_name,
                )
            )
        if self.qty != len(pairs) or len(set(pairs)) != len(pairs):
            raise SelectionInvalid(
                self.env._(
                    "This line has %(qty)s tickets, but %(seats)s seats.",
                    qty=f"{self.qty:g}",
                    seats=len(pairs),
                )
            )
        return pairs

    def _ticket_item(self):
        """The line as :meth:`pos.config._ticket_price` wants to be asked."""
        return {
            "type_id": (self.ticket_selection or {}).get("type_id"),
            "place_ids": [place_id for place_id, _token in self._ticket_seats()],
        }

    def _ticket_key(self):
        """(session, zone, type) ids of the line's tickets.

        :raise SelectionInvalid: the seats are not of one session and zone
        """
        item = self._ticket_item()
        places = self.env["ticket.place"].sudo().browse(item["place_ids"]).exists()
        keys = {(place.session_id.id, place.zone_id.id) for place in places}
        if len(keys) != 1 or len(places) != self.qty:
            raise SelectionInvalid(
                self.env._("The seats of one line must be of one session and zone.")
            )
        return (*keys.pop(), item["type_id"])

    def _ticket_settle_price(self, priced, partner):
        """Hold the line to its price; the till's own sums are not used.

        :param priced: what :meth:`pos.config._ticket_price` says of these tickets
        :raise PriceChanged: the till's unit price, discount or taxes are not today's
        """
        self.ensure_one()
        self._ticket_check_price(priced)
        self.write(
            {
                "ticket_session_id": priced["session_id"],
                "ticket_type_id": priced["type_id"],
                "ticket_zone_id": priced["zone_id"],
                "ticket_list_price": priced["list_price"],
                "ticket_price_steps": priced["steps"],
                "ticket_strategy_id": priced["strategy_id"],
                **self._compute_amount_line_all(),
            }
        )
        if self.ticket_session_id.sudo()._sale_phase() == "presale":
            self.ticket_session_id._check_sale_open("pos", partner)

    def _ticket_check_price(self, priced):
        taxes = self.product_id.taxes_id._filter_taxes_by_company(self.company_id)
        digits = self.env["decimal.precision"].precision_get("Product Price")
        if (
            self.product_id.id != priced["product_id"]
            or self.discount
            or self.tax_ids != taxes
            or float_compare(
                self.price_unit, priced["price_unit"], precision_digits=digits
            )
        ):
            money = self.order_id.currency_id.format
            raise PriceChanged(
                self.env._(
                    "%(type)s tickets in %(zone)s cost %(expected)s each, the till says "
                    "%(sent)s. Open the order again to get the price of today.",
                    type=priced["type_name"],
                    zone=priced["zone_name"],
                    expected=money(priced["price_unit"]),
                    sent=money(self.price_unit * (1 - self.discount / 100)),
                ),
                expected=priced["price_unit"],
                sent=self.price_unit * (1 - self.discount / 100),
            )

    def _ticket_issue(self):
        """Turn the line's held places into tickets worth exactly the line.

        :raise HoldNotFound, PlacesUnavailable: a place is not ours
        """
        self.ensure_one()
        currency = self.currency_id
        seats = self._ticket_seats()
        gross, net = self._ticket_money()
        shares = zip(
            seats,
            _shares(gross, currency, self._ticket_weights(seats)),
            _shares(net, currency, self._ticket_weights(seats)),
            self._ticket_uses(len(seats)),
            strict=True,
        )
        items_by_token = {}
        for (place_id, token), price, net_amount, uses in shares:
            items_by_token.setdefault(token, []).append(
                {
                    "place_id": place_id,
                    "type_id": self.ticket_type_id.id,
                    "price": price,
                    "net_amount": net_amount,
                    "currency_id": currency.id,
                    "pos_order_line_id": self.id,
                    "partner_id": self.order_id.partner_id.id,
                    "list_price": self.ticket_list_price,
                    "price_steps": self.ticket_price_steps,
                    "strategy_use_ids": uses,
                    **self._ticket_successor_values(place_id),
                }
            )
        for token, items in items_by_token.items():
            hold_sudo = self._ticket_hold(token, [item["place_id"] for item in items])
            self.env["ticket.hold"]._issue(hold_sudo, items)
        self.ticket_selection = {
            **self.ticket_selection,
            "seats": [
                {
                    key: value
                    for key, value in seat.items()
                    if key not in ("token", "until")
                }
                for seat in self.ticket_selection["seats"]
            ],
        }

    def _ticket_successor_values(self, place_id):
        """What the place's ticket has from the one it replaces."""
        return {}

    def _ticket_weights(self, seats):
        """How the line's worth is shared by its tickets."""
        return [1] * len(seats)

    def _ticket_hold(self, token, place_ids):
        """The counter's hold behind a token.

        One that ran out a moment ago is good enough: ``_issue`` sells its places if
        nobody took them. It never sells a place that the hold did not have.
        """
        config = self.order_id.config_id
        try:
            hold_sudo = config._ticket_own_hold(token)
        except HoldExpired:
            hold_sudo = self.env["ticket.hold"].sudo().search([("token", "=", token)])
            if (
                hold_sudo.state not in ("active", "expired")
                or hold_sudo.channel != "pos"
                or hold_sudo.session_id != self.ticket_session_id
            ):
                raise
            return hold_sudo
        foreign = set(place_ids) - set(hold_sudo.place_ids.ids)
        if foreign:
            places_sudo = self.env["ticket.place"].sudo().browse(foreign)
            raise SelectionInvalid(
                self.env._(
                    "These places are not held by this order: %(seats)s.",
                    seats=", ".join(places_sudo.mapped("display_name")),
                ),
                places=sorted(foreign),
            )
        return hold_sudo

    # --- refund -------------------------------------------------------------

    def _ticket_chosen(self):
        """The tickets that this refund line pays back.

        :raise RefundInvalid: tickets and line do not fit
        """
        self.ensure_one()
        source = self.refunded_orderline_id
        count = -self.qty
        if self.price_unit != source.price_unit or self.discount != source.discount:
            raise RefundInvalid(
                self.env._("Tickets are refunded at the price that was paid for them.")
            )
        live = source.ticket_ids.filtered(lambda t: t.state in ("valid", "used"))
        chosen_ids = self.ticket_refund or []
        tickets = live.filtered(lambda t: t.id in chosen_ids) if chosen_ids else live
        if len(tickets) != count or count <= 0:
            raise RefundInvalid(
                self.env._(
                    "Choose which %(count)s of the %(live)s tickets to take back.",
                    count=f"{count:g}",
                    live=len(live),
                )
            )
        return tickets

    def _ticket_take_back(self, tickets):
        """Void the tickets that this refund line pays back; their places are free.

        :raise RefundInvalid: somebody else has done it, or a discount is left out
        :raise TicketUsed: a ticket has admitted somebody
        """
        self._ticket_settle_return(tickets)
        states = {"refund": "refunded", "exchange": "exchanged"}
        voided = tickets._void(
            states[self.order_id._ticket_return_act()],
            self.order_id.name or self.order_id.pos_reference,
        )
        if voided != tickets:
            raise RefundInvalid(
                self.env._("Somebody has refunded these tickets a moment ago.")
            )


def _shares(amount, currency, weights):
    """``amount`` in parts that sum to it to the cent."""
    digits = 10**currency.decimal_places
    parts = allocate(round(amount * digits), weights)
    return [currency.round(part / digits) for part in parts]
