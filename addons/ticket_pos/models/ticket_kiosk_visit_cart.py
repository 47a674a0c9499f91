from odoo import models

from odoo.addons.ticket_sale.exceptions import TicketError


class TicketKioskVisit(models.Model):
    """What a customer at a kiosk chooses: places and ticket types; what that costs."""

    _inherit = "ticket.kiosk.visit"

    # --- choosing -----------------------------------------------------------

    def _add(self, session_id, type_id, wanted):
        """Hold places; see ``pos.config.ticket_hold``.

        :param wanted: ``{"seat_ids"}`` or ``{"best": {count, zone_id, section_id}}``
        """
        self._check_choosing()
        till = self._till()
        session = till._ticket_session(session_id)
        if self.session_id and self.session_id.id != session.id:
            self._put_down()
        self._check_room(wanted)
        reply = till.ticket_hold(
            session.id, type_id, wanted, items=self._items(), codes=self.codes or []
        )
        places = self.env["ticket.place"].browse(s["place_id"] for s in reply["seats"])
        zones = {place.id: place.zone_id.id for place in places}
        self.write(
            {
                "session_id": session.id,
                "seats": [
                    *(self.seats or ()),
                    *(
                        {
                            "place_id": seat["place_id"],
                            "seat_id": seat["seat_id"],
                            "label": seat["label"],
                            "token": seat["token"],
                            "type_id": type_id,
                            "zone_id": zones[seat["place_id"]],
                        }
                        for seat in reply["seats"]
                    ),
                ],
            }
        )
        self._keep_waiting()
        return self._cart(reply["lines"])

    def _set_types(self, types):
        """:param types: {place id: ticket type id}"""
        self._check_choosing()
        wanted = {int(place): int(kind) for place, kind in types.items()}
        self.seats = [
            seat | {"type_id": wanted.get(seat["place_id"], seat["type_id"])}
            for seat in self.seats or ()
        ]
        return self._cart()

    def _remove(self, place_ids):
        self._check_choosing()
        gone = [s for s in self.seats or () if s["place_id"] in place_ids]
        self.seats = [s for s in self.seats or () if s not in gone]
        self._till().ticket_release([[s["token"], [s["place_id"]]] for s in gone])
        return self._cart()

    def _put_down(self):
        """Another session: what was chosen of the first one goes back."""
        tokens = {seat["token"] for seat in self.seats or ()}
        self.write({"seats": [], "session_id": False})
        self._give_back(tokens)

    def _keep_waiting(self):
        """A customer who chooses is there: what was held first is kept as long."""
        till = self._till()
        till._ticket_renew([[token, []] for token in self._tokens()])

    def _stay(self):
        """The customer is still there."""
        if self.state == "open":
            self._keep_waiting()
        return self._cart()

    def _check_choosing(self):
        if self.state != "open":
            raise TicketError(
                self.env._("You are paying. Go back to change your seats.")
            )

    def _check_room(self, wanted):
        best = wanted.get("best") or {}
        count = best.get("count") or len(wanted.get("seat_ids") or ())
        most = self.kiosk_id.most_tickets
        if count < 1 or count + len(self.seats or ()) > most:
            raise TicketError(
                self.env._("You can buy up to %(most)s tickets here.", most=most),
                most=most,
            )

    # --- the cart -----------------------------------------------------------

    def _tokens(self):
        return sorted({seat["token"] for seat in self.seats or ()})

    def _items(self):
        """What is in hand, as the till's methods are asked."""
        by_type = {}
        for seat in self.seats or ():
            by_type.setdefault(seat["type_id"], []).append(seat["place_id"])
        return [
            {"type_id": kind, "place_ids": places} for kind, places in by_type.items()
        ]

    def _cart(self, lines=None):
        """What the screen shows of the cart; holds are not among it."""
        self.ensure_one()
        till = self._till()
        if lines is None:
            lines = till.ticket_quote(self._items(), codes=self.codes or [])
        shown = [self._shown_line(line) for line in lines]
        discounts = [
            {"name": discount["name"], "amount": self._gross(line, discount)}
            for line in lines
            for discount in line["discounts"]
        ]
        total = till.currency_id.round(
            sum(line["amount"] for line in shown)
            + sum(discount["amount"] for discount in discounts)
        )
        vouchers = self._shown_vouchers(lines)
        price = {p: s["unit"] for s in shown for p in s["place_ids"]}
        return {
            "session": self.session_id.id,
            "seats": [
                {
                    key: seat[key]
                    for key in ("place_id", "seat_id", "label", "type_id", "zone_id")
                }
                | {"price": price.get(seat["place_id"])}
                for seat in self.seats or ()
            ],
            "lines": shown,
            "discounts": discounts,
            "codes": self.codes or [],
            "total": total,
            "vouchers": vouchers,
            "due": till.currency_id.round(
                total - sum(voucher["amount"] for voucher in vouchers)
            ),
            "seconds": self._seconds_left(),
        }

    def _shown_line(self, line):
        return {
            "type": line["type_name"],
            "zone": line["zone_name"],
            "place_ids": line["place_ids"],
            "count": len(line["place_ids"]),
            "unit": line["unit_total"],
            "amount": self._gross(line, line, len(line["place_ids"])),
        }

    def _gross(self, line, priced, count=1):
        """What a line costs with tax, as the order will say it."""
        till = self._till()
        product = self.env["product.product"].browse(line["product_id"])
        taxes = product.taxes_id._filter_taxes_by_company(till.company_id)
        totals = taxes.compute_all(priced["price_unit"], till.currency_id, count)
        return totals["total_included"]

    def _seconds_left(self):
        tokens = self._tokens()
        if not tokens:
            return 0
        with self.env["ticket.hold"]._transaction() as Hold:
            holds_sudo = Hold.sudo().search([("token", "in", tokens)])
            ends = holds_sudo.mapped("expires_at")
        return self._till()._ticket_seconds(min(ends)) if ends else 0
