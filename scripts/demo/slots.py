"""A garden that lets people in by time slot, two weeks ahead; and drafts to plan with."""

from datetime import datetime, timedelta

from odoo.fields import Command

from .posters import poster
from .programme import SHANGHAI
from .venues import bilingual, named

DAYS = 14


def load(env, settings):
    garden = _garden(env)
    seat_map = _lawn(env, garden)
    prices = _prices(env, seat_map)
    show = env["ticket.show"].create(
        {
            "name": "Garden of Lanterns",
            "duration": 120,
            "poster": poster(("Garden of Lanterns", "灯影园林"), 5),
            "is_published": True,
        }
    )
    bilingual(
        show,
        name=("Garden of Lanterns", "灯影园林"),
        synopsis=(
            "A walled garden with nine ponds. Book a time; the walk takes two hours.",
            "九池园林，分时预约入园，游览约两小时。",
        ),
    )
    named(env, "demo.garden_visit", show)
    first = datetime.now(SHANGHAI).date() + timedelta(days=1)
    plan = env["ticket.slot.plan"].create(
        {
            "show_id": show.id,
            "hall_id": garden.id,
            "seat_map_id": seat_map.id,
            "plan_id": prices.id,
            "first": first,
            "last": first + timedelta(days=DAYS - 1),
            "visit_minutes": 120,
            "interval": 60,
            "capacity": 60,
            "open_sale": True,
            "opening_ids": [
                Command.create({"weekday": str(day), "opens": 9, "closes": 17})
                for day in range(1, 7)  # closed on Mondays
            ],
        }
    )
    plan.action_make_slots()
    named(env, "demo.garden_slots", plan)


def _garden(env):
    venue = env["ticket.venue"].create(
        {"name": "Lantern Garden", "kind": "scenic", "tz": "Asia/Shanghai"}
    )
    bilingual(
        venue,
        name=("Lantern Garden", "灯影园"),
        transport=("Bus 42, Lantern Garden", "公交42路灯影园站"),
    )
    venue.is_published = True
    named(env, "demo.garden", venue)
    hall = env["ticket.hall"].create({"name": "Garden", "venue_id": venue.id})
    return bilingual(hall, name=("Garden", "园区"))


def _lawn(env, hall):
    seat_map = env["ticket.seat.map"].create({"name": "Garden", "hall_id": hall.id})
    area = env["ticket.seat.section"].create(
        {
            "seat_map_id": seat_map.id,
            "name": "Garden",
            "code": "G",
            "kind": "standing",
            "capacity": 300,
            "polygon": [[-900, -500], [900, -500], [900, 500], [-900, 500]],
        }
    )
    for record in (seat_map, area):
        bilingual(record, name=("Garden", "园区"))
    return named(env, "demo.garden_map", seat_map)


def _prices(env, seat_map):
    plan = env["ticket.price.plan"].create(
        {"name": "Garden", "seat_map_id": seat_map.id}
    )
    zone = env["ticket.zone"].create(
        {
            "plan_id": plan.id,
            "name": "Garden",
            "code": "G",
            "color": "#0d9488",
            "section_ids": seat_map.section_ids.ids,
        }
    )
    for record in (plan, zone):
        bilingual(record, name=("Garden", "园区"))
    env["ticket.price"].create(
        [
            {
                "zone_id": zone.id,
                "type_id": env.ref(f"ticket_sale.ticket_type_{kind}").id,
                "amount": amount,
            }
            for kind, amount in (("adult", 60), ("child", 30), ("senior", 30))
        ]
    )
    return plan
