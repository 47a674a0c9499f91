from itertools import islice

from odoo import models
from odoo.tools import SQL

from ..kept import columns, remember

#: What the steps of a payment ask of places and of the hold that keeps them.
OF_PLACES = ("session_id", "hold_id", "state", "type_id")
OF_HOLDS = (
    "channel",
    "state",
    "expires_at",
    "session_id",
    "partner_id",
    "buyer_phone",
)

#: What most orders, ticket lines and holds have none of.
SELDOM = (
    ("sale.order", "applied_coupon_ids"),
    ("sale.order", "code_enabled_rule_ids"),
    ("sale.order", "coupon_point_ids"),
    ("sale.order", "ticket_package_ids"),
    ("sale.order", "transaction_ids"),
    ("sale.order.line", "ticket_ids"),
    ("ticket.hold", "holder_ids"),
)


class SaleOrder(models.Model):
    """An order that is being paid is looked at once, not table by table."""

    _inherit = "sale.order"

    def _ticket_look(self):
        """Read in one statement what the next steps ask about this order: the places of
        its lines, the holds that keep them, and whether there is any of what is seldom
        there.

        What is in memory already stays. What is seldom there, and is there, is left to
        Odoo to read, in its own order.
        """
        lines = self._ticket_lines()
        if len(self) != 1 or not lines or not self.env.su:
            return
        Place, Hold = self.env["ticket.place"], self.env["ticket.hold"]
        Place.flush_model(OF_PLACES)
        Hold.flush_model(OF_HOLDS)
        records = {of._name: of for of in (self, lines, lines.ticket_hold_id)}
        seldom = [(records[model], name) for model, name in SELDOM]
        # Ids and few joins: PostgreSQL would plan for longer than it reads.
        rows = self.env.execute_query(
            SQL(
                """SELECT rel.line_id, place.id, hold.id, %s, %s, %s
                     FROM sale_order_line_ticket_place_rel rel
                     JOIN ticket_place place ON place.id = rel.place_id
                LEFT JOIN ticket_hold hold ON hold.id = place.hold_id
                    WHERE rel.line_id = ANY(%s)
                 ORDER BY place.session_id, place.rank, place.id""",
                columns("place", OF_PLACES),
                columns("hold", OF_HOLDS),
                SQL(", ").join(self._ticket_has(*pair) for pair in seldom),
                lines.ids,
            )
        )
        if not rows:
            return
        places = {line.id: [] for line in lines}
        for row in rows:
            values = iter(row)
            line_id, place_id, hold_id = islice(values, 3)
            of_place = dict(zip(OF_PLACES, values, strict=False))
            of_hold = dict(zip(OF_HOLDS, values, strict=False))
            found = tuple(values)
            places[line_id].append(place_id)
            remember(Place.browse(place_id), **of_place)
            if hold_id:
                remember(Hold.browse(hold_id), **of_hold)
        for line in lines:
            remember(line, ticket_place_ids=tuple(places[line.id]))
        for (of, name), any_of_them in zip(seldom, found, strict=True):
            for record in () if any_of_them else of:
                remember(record, **{name: ()})

    def _ticket_has(self, records, name):
        """Whether any of these records has any of an x2many field, as SQL."""
        field = records._fields[name]
        if field.type == "many2many":
            table, column = field.relation, field.column1
        else:
            table, column = self.env[field.comodel_name]._table, field.inverse_name
        return SQL(
            "EXISTS (SELECT FROM %s WHERE %s = ANY(%s))",
            SQL.identifier(table),
            SQL.identifier(column),
            records.ids,
        )
