from dataclasses import dataclass
from datetime import UTC

from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.ticket_sale.tools.calendar_file import Visit, calendar_file

from ..tools.seat_picture import Area, Dot, seat_picture


@dataclass(frozen=True)
class ZonePrice:
    """One price zone of a hall, and its lowest price to this visitor."""

    zone: models.BaseModel
    price: float
    currency: models.BaseModel


@dataclass(frozen=True)
class SeatPlan:
    """How a hall is priced for a show: its picture and its zones, best first."""

    session: models.BaseModel
    zones: list


class TicketSession(models.Model):
    """What a show's page tells of its sessions: seats, prices, calendar file."""

    _inherit = "ticket.session"

    def _website_seat_plans(self, pricelist=None):
        """A :class:`SeatPlan` for every hall and price plan, by its first session."""
        firsts = self.browse()
        own = self.filtered(
            lambda one: one.inventory_open and one.show_id.ticketing == "own"
        )
        for group in own.grouped(lambda one: (one.seat_map_id, one.plan_id)).values():
            firsts |= group[0]
        return [
            SeatPlan(session, zones)
            for session, zones in firsts._website_zone_prices(pricelist).items()
            if zones
        ]

    def _website_zone_prices(self, pricelist=None):
        """The lowest price of each zone as a visitor pays it, taxes included.

        :return: {session: [:class:`ZonePrice`]}, best zone first
        """
        Hold, prices = self.env["ticket.hold"], {}
        for session, table in self._price_tables().items():
            types = self.env["ticket.type"].sudo().browse({key[1] for key in table})
            shown = set(types._sold_on("website").ids)
            lowest = {}
            for (zone_id, type_id), amount in table.items():
                if type_id in shown:
                    found = lowest.get(zone_id, (amount, type_id))
                    lowest[zone_id] = min(found, (amount, type_id))
            prices[session] = []
            for zone in self.env["ticket.zone"].sudo().browse(lowest).sorted():
                amount, type_id = lowest[zone.id]
                quote = Hold._price_one(
                    session, types.browse(type_id), amount, None, pricelist, zone=zone
                )
                prices[session].append(
                    ZonePrice(zone, quote["unit_total"], quote["currency"])
                )
        return prices

    def _website_seat_picture(self):
        """The hall as an SVG, every seat in the colour of its zone."""
        self.ensure_one()
        seat_map = self.seat_map_id
        zones = (
            self.env["ticket.zone"].sudo().search([("plan_id", "=", self.plan_id.id)])
        )
        colors = {zone.id: zone.color for zone in zones}
        standing = dict(
            self.env["ticket.place"]
            .sudo()
            ._read_group(
                [("session_id", "=", self.id), ("seat_id", "=", False)],
                ["section_id"],
                ["zone_id:max"],
            )
        )
        return seat_picture(
            [Dot(x, y, colors.get(zone_id)) for x, y, zone_id in self._seat_zones()],
            areas=[
                Area(section.polygon, colors.get(zone_id))
                for section, zone_id in standing.items()
                if section.polygon
            ],
            shapes=seat_map.shapes or (),
            pitch=seat_map._seat_pitch(),
            label=self.env._("Seats of %(hall)s", hall=self.hall_id.display_name),
        )

    def _seat_zones(self):
        """Where each seat of the session is, and its zone: 60,000 rows need no ORM."""
        self.env["ticket.place"].flush_model(["session_id", "seat_id", "zone_id"])
        return self.env.execute_query(
            SQL(
                """SELECT seat.x, seat.y, place.zone_id
                     FROM ticket_place place JOIN ticket_seat seat
                       ON seat.id = place.seat_id
                    WHERE place.session_id = %s ORDER BY seat.id""",
                self.id,
            )
        )

    def _website_calendar_url(self):
        return f"{self.website_url}/calendar.ics"

    def _website_calendar(self):
        """This session as a file for the visitor's own calendar."""
        self.ensure_one()
        show, address = self.show_id, self.venue_id.address_id
        base = show.get_base_url()
        where = (self.hall_id.display_name, address.street, address.city)
        visit = Visit(
            uid=f"session-{self.id}@{base.partition('//')[2].partition('/')[0]}",
            start=self.start.replace(tzinfo=UTC),
            end=self.end.replace(tzinfo=UTC),
            tz=self.tz or "UTC",
            title=show.name,
            place=", ".join(filter(None, where)),
            notes=show.subtitle or "",
            url=base + show.website_url,
            changed=self.write_date.replace(tzinfo=UTC),
            sequence=int((self.write_date - self.create_date).total_seconds() // 60),
            alarm=None,
        )
        stamp = fields.Datetime.now().replace(tzinfo=UTC)
        return calendar_file([visit], name=show.name, stamp=stamp)
