from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class TicketReservationOrder(models.TransientModel):
    """Which ticket types the reserved places become."""

    _name = "ticket.reservation.order"
    _description = "Order Reserved Places"

    reservation_id = fields.Many2one("ticket.reservation", required=True)
    line_ids = fields.One2many(
        "ticket.reservation.order.line",
        "wizard_id",
        string="Tickets",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )

    @api.depends("reservation_id")
    def _compute_line_ids(self):
        """All places at the first type that has a price there; staff split the lines."""
        for wizard in self:
            lines = [Command.clear()]
            for (session, zone), places in wizard._places_by_zone().items():
                types = wizard._types(session, zone)
                lines.append(
                    Command.create(
                        {
                            "session_id": session.id,
                            "zone_id": zone.id,
                            "type_id": types[:1].id,
                            "count": len(places),
                        }
                    )
                )
            wizard.line_ids = lines

    def _places_by_zone(self):
        places = self.reservation_id.place_ids
        return places.grouped(lambda place: (place.session_id, place.zone_id))

    def _types(self, session, zone):
        priced = {
            type_id for zone_id, type_id in session._prices() if zone_id == zone.id
        }
        return self.env["ticket.type"].browse(priced).filtered("active").sorted()

    def action_order(self):
        self.ensure_one()
        self.reservation_id.check_access("write")
        order = self.reservation_id._make_order(self._choice())
        return {
            "type": "ir.actions.act_window",
            "res_model": "sale.order",
            "view_mode": "form",
            "res_id": order.id,
        }

    def _choice(self):
        """{place id: ticket type id}, the best places first for the first lines.

        :raise UserError: the lines of a zone are not for all of its places
        """
        choice = {}
        by_zone = self._places_by_zone()
        for key, lines in self.line_ids.grouped(
            lambda line: (line.session_id, line.zone_id)
        ).items():
            places = by_zone.pop(key, self.env["ticket.place"]).sorted("rank")
            if (
                sum(lines.mapped("count")) != len(places)
                or min(lines.mapped("count")) < 1
            ):
                self._refuse(key, places)
            types = [line.type_id.id for line in lines for _one in range(line.count)]
            choice |= dict(zip(places.ids, types, strict=True))
        if by_zone:
            self._refuse(*next(iter(by_zone.items())))
        return choice

    def _refuse(self, key, places):
        session, zone = key
        raise UserError(
            self.env._(
                "%(session)s, %(zone)s: say for all %(count)s places which tickets "
                "they become.",
                session=session.display_name,
                zone=zone.name,
                count=len(places),
            )
        )
