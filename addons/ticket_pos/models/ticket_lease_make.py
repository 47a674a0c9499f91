import secrets

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.ticket_sale.exceptions import PlacesUnavailable, PriceMissing
from odoo.addons.ticket_sale.models.ticket_hold import _Keep
from odoo.addons.ticket_sale.tools import token as ticket_token

#: The hold of a lease never ends by itself.
NEVER = fields.Datetime.to_datetime("2999-01-01")


class TicketLease(models.Model):
    """Taking places for a till, and preparing all it needs to sell them alone."""

    _inherit = "ticket.lease"

    @api.model
    def _take(self, config, session, device, wanted):
        """Lease places to a browser: committed when it returns, all or nothing.

        :param device: ``{"key", "name"}`` of the browser
        :param wanted: ``{"seat_ids": […]}`` or ``{"count": n, "zone_id": id or None}``
        :return: id of the lease
        :raise PlacesUnavailable: not all of them are free
        """
        session.sudo()._check_sale_open("pos")
        with self.env["ticket.hold"]._transaction() as Hold:
            session = session.with_env(Hold.env)
            config = config.with_env(Hold.env)
            reference = self.env._("Offline seats of %(till)s", till=config.name)
            hold_id, _token, until = Hold._create_hold(
                session, "pos", None, NEVER, None, reference
            )
            available = Hold._available_to(session, "pos")
            keep = _Keep(session, hold_id, until, "pos", available, "reserved")
            rows = self._keep_places(Hold, keep, wanted)
            lease_sudo = (
                Hold.env["ticket.lease"]
                .sudo()  # cashiers take leases by this verb only
                .create(
                    {
                        "config_id": config.id,
                        "session_id": session.id,
                        "hold_id": hold_id,
                        "device_key": device["key"],
                        "device_name": device["name"],
                        "place_ids": [row[0] for row in rows],
                    }
                )
            )
            lease_sudo._prepare()
            lease_id = lease_sudo.id
        self.invalidate_model(flush=False)
        return lease_id

    @api.model
    def _keep_places(self, holds, keep, wanted):
        """Reserve the named seats, or the best ones of a zone.

        :raise PlacesUnavailable: there are not so many
        """
        seat_ids = wanted.get("seat_ids") or []
        if seat_ids:
            count = len(set(seat_ids))
            rows = holds._keep(keep, [], list(seat_ids))
        else:
            count = wanted["count"]
            zone = SQL("true")
            if wanted.get("zone_id"):
                zone = SQL("place.zone_id = %s", wanted["zone_id"])
            places = holds._lock_places(
                keep, zone, SQL("place.rank"), limit=count, skip_locked=True
            )
            rows = holds._update_kept(keep, places, count)
        if len(rows) < count:
            raise PlacesUnavailable(
                self.env._(
                    "Only %(left)s of these seats are free. Nothing was taken.",
                    left=len(rows),
                )
            )
        return rows

    # --- what the till gets beforehand -------------------------------------------

    def _prepare(self):
        """Write a number and today's price for each place and ticket type.

        Numbers stay: a ticket with one may be in somebody's pocket already. A price
        that was given out before stays good for what was sold at it.
        """
        for lease in self:
            lease._prepare_one()

    def _prepare_one(self):
        Slip = self.env["ticket.lease.slip"]
        known = {(slip.place_id.id, slip.type_id.id): slip for slip in self.slip_ids}
        new = []
        for places in self.place_ids.grouped("zone_id").values():
            for line in self._price_lines(places[:1]):
                values = {name: line[name] for name in Slip._price_names()}
                type_id = line["type_id"]
                for place in places:
                    slip = known.get((place.id, type_id))
                    if slip:
                        slip._set_price(values)
                        continue
                    new.append(
                        {
                            "lease_id": self.id,
                            "place_id": place.id,
                            "type_id": type_id,
                            "number": ticket_token.new_number(secrets.randbits),
                            **values,
                        }
                    )
        Slip.create(new)
        self.prepared_at = fields.Datetime.now()

    def _price_lines(self, place):
        """What one ticket of each type costs anybody here, as the till's cart says."""
        config = self.config_id
        session = self.session_id
        nobody = self.env["res.partner"]
        lines = []
        for ticket_type in session._types_sold()._sold_on("pos").sorted():
            if session._is_for_named(ticket_type):
                continue  # only the server can check a person's document
            item = {"type_id": ticket_type.id, "place_ids": place.ids}
            try:
                lines += config._ticket_price([item], nobody, config.pricelist_id)
            except PriceMissing:
                continue
        for line in lines:
            product = self.env["product.product"].browse(line["product_id"])
            taxes = product.taxes_id._filter_taxes_by_company(self.company_id)
            line["tax_ids"] = taxes.ids
        return lines

    def _package(self):
        """All the till needs to sell these places without the server."""
        self.ensure_one()
        left = self._places_left()
        slips = self.slip_ids.filtered(
            lambda slip: slip.state == "prepared" and slip.place_id in left
        )
        tokens = slips._tokens()
        by_place = slips.grouped("place_id")
        return {
            "id": self.id,
            "version": fields.Datetime.to_string(self.prepared_at),
            "session_id": self.session_id.id,
            "places": [
                {
                    "place_id": place.id,
                    "seat_id": place.seat_id.id,
                    "section_id": place.section_id.id,
                    "zone_id": place.zone_id.id,
                    "rank": place.rank,
                    "label": place.display_name,
                    "slips": {
                        str(slip.type_id.id): {
                            "number": slip.number,
                            "token": tokens[slip],
                            "line": slip._line_values(),
                        }
                        for slip in by_place.get(place, ())
                    },
                }
                for place in left.sorted("rank")
            ],
        }
