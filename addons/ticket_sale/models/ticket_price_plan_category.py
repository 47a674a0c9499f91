from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

#: Colours of zones whose category came without one.
COLORS = ("#3b82f6", "#f59e0b", "#10b981", "#ef4444", "#8b5cf6", "#14b8a6", "#ec4899")


class TicketPricePlan(models.Model):
    """Zones as the imported seat map has its price categories."""

    _inherit = "ticket.price.plan"

    map_categories = fields.Json(related="seat_map_id.categories")

    def action_zones_from_categories(self):
        """A zone for each price category of the seats; zones of that name are filled."""
        self.ensure_one()
        self.check_access("write")
        seats = self._seats_by_category()
        if not seats:
            raise UserError(
                self.env._(
                    "No seat of this map has a price category. Import a seat file that "
                    "names them, or paint the zones on the map."
                )
            )
        known = {zone.name: zone for zone in self.zone_ids}
        taken = {zone.code for zone in self.zone_ids}
        colors = dict(self.seat_map_id.categories or ())
        for number, (category, seat_ids) in enumerate(seats.items()):
            zone = known.get(category)
            if not zone:
                code = category if category not in taken else f"{category} #{number}"
                zone = self.env["ticket.zone"].create(
                    {
                        "plan_id": self.id,
                        "name": category,
                        "code": code,
                        "sequence": 10 * (len(known) + number + 1),
                        "color": colors.get(category) or COLORS[number % len(COLORS)],
                    }
                )
            zone._assign_seats(seat_ids)

    def _seats_by_category(self):
        """{category: seat ids}, in the order of the file the map came from."""
        self.env["ticket.seat"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT category, array_agg(id ORDER BY id) FROM ticket_seat
                    WHERE seat_map_id = %s AND category IS NOT NULL
                 GROUP BY category""",
                self.seat_map_id.id,
            )
        )
        order = [name for name, _color in self.seat_map_id.categories or ()]
        rows.sort(
            key=lambda row: (
                order.index(row[0]) if row[0] in order else len(order),
                row[0],
            )
        )
        return dict(rows)
