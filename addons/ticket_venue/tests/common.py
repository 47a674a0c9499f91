from datetime import datetime

from odoo.tests import HttpCase, TransactionCase


class TicketVenueCommon(TransactionCase):
    """A hall of 5 rows of 8 seats and a standing area for 30; factories for the rest."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context=dict(cls.env.context, tracking_disable=True))
        if not issubclass(cls, HttpCase):  # which does so itself
            cls.registry_enter_test_mode_cls()
        cls.company = cls.env.company
        cls.standard = cls.env.ref("ticket_venue.seat_kind_standard")
        cls.house = cls.env.ref("ticket_venue.seat_kind_house")
        cls.wheelchair = cls.env.ref("ticket_venue.seat_kind_wheelchair")
        cls.venue = cls.env["ticket.venue"].create(
            {"name": "Grand Theatre", "tz": "Asia/Shanghai"}
        )
        cls.hall = cls.env["ticket.hall"].create(
            {"name": "Main Hall", "venue_id": cls.venue.id}
        )
        cls.seat_map = cls._create_seat_map()
        cls.show = cls.env["ticket.show"].create({"name": "Swan Lake", "duration": 150})

    @classmethod
    def _create_seat_map(cls, rows=5, columns=8, standing=30):
        seat_map = cls.env["ticket.seat.map"].create(
            {"name": "Concert", "hall_id": cls.hall.id, "focal_x": 225, "focal_y": -200}
        )
        stalls, _floor = cls.env["ticket.seat.section"].create(
            [
                {"name": "Stalls", "code": "ST", "seat_map_id": seat_map.id},
                {
                    "name": "Floor",
                    "code": "FL",
                    "seat_map_id": seat_map.id,
                    "kind": "standing",
                    "capacity": standing,
                },
            ]
        )
        cls.env["ticket.seat"].create(
            [
                {
                    "seat_map_id": seat_map.id,
                    "section_id": stalls.id,
                    "row": str(row + 1),
                    "number": str(column + 1),
                    "x": column * 50.0,
                    "y": row * 90.0,
                    "kind_id": cls.standard.id,
                    "key": f"ST-{row + 1}-{column + 1}",
                }
                for row in range(rows)
                for column in range(columns)
            ]
        )
        return seat_map

    @classmethod
    def _create_session(cls, **values):
        return cls.env["ticket.session"].create(
            {
                "show_id": cls.show.id,
                "hall_id": cls.hall.id,
                "seat_map_id": cls.seat_map.id,
                "start": datetime(2031, 3, 7, 11, 30),
                **values,
            }
        )
