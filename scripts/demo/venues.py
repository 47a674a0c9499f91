"""Three houses: a theatre of 1,200 seats, a stadium of 60,000 and a hall without seats."""

from dataclasses import replace

from odoo.addons.ticket_venue.tools.geometry import Section
from odoo.addons.ticket_venue.tools.seat_blocks import (
    arc_block,
    left_to_right,
    letters,
    odd_even,
    row_block,
)

from .posters import house


def load(env, settings):
    theatre = _venue(
        env,
        "demo.theatre",
        kind="theatre",
        name=("Riverside Grand Theatre", "江畔大剧院"),
        hall=("Opera House", "歌剧厅"),
        street="88 Riverside Avenue",
        phone="+86 21 5550 1200",
        transport=(
            "Metro 2 and 10, exit 3; buses 20, 37",
            "地铁2、10号线3号口；公交20、37路",
        ),
        description=(
            "Built in 1926 by the river: stalls, circle and fourteen boxes.",
            "1926年建于江畔：池座、楼座与十四间包厢。",
        ),
    )
    stadium = _venue(
        env,
        "demo.stadium",
        kind="stadium",
        name=("Harbour Stadium", "海港体育场"),
        hall=("Arena", "主场"),
        street="1 Harbour Road",
        phone="+86 21 5550 6000",
        transport=("Metro 6, Harbour Stadium", "地铁6号线海港体育场站"),
        description=(
            "Sixty thousand seats round one field; no seat is further than 190 metres.",
            "六万座席环绕一片场地，最远座位不超过190米。",
        ),
    )
    studio = _venue(
        env,
        "demo.studio",
        kind="hall",
        name=("The Boiler House", "锅炉房空间"),
        hall=("Live Room", "现场厅"),
        street="12 Foundry Lane",
        phone="+86 21 5550 0350",
        transport=("Metro 4, Foundry Lane", "地铁4号线铸造巷站"),
        description=(
            "A former boiler house. Standing only, 350 people, the bar is open late.",
            "由旧锅炉房改建，全场站立，可容350人，酒吧营业至深夜。",
        ),
    )
    _theatre_map(env, theatre)
    _stadium_map(env, stadium)
    _studio_map(env, studio)


def named(env, xmlid, record):
    """Give a demo record a name that the other parts find it by."""
    env["ir.model.data"].create(
        {
            "module": xmlid.split(".")[0],
            "name": xmlid.split(".")[1],
            "model": record._name,
            "res_id": record.id,
            "noupdate": True,
        }
    )
    return record


def bilingual(record, **texts):
    """Write (English, Chinese) pairs to translated fields."""
    for field, (english, chinese) in texts.items():
        in_english = record.with_context(lang="en_US")
        in_english[field] = english
        if callable(record._fields[field].translate):  # rich text: phrase by phrase
            terms = record._fields[field].get_trans_terms(in_english[field])
            record.update_field_translations(field, {"zh_CN": {terms[0]: chinese}})
        else:
            record.with_context(lang="zh_CN")[field] = chinese
    return record


def _venue(env, xmlid, *, kind, name, hall, street, phone, transport, description):
    address = env["res.partner"].create(
        {
            "name": name[0],
            "is_company": True,
            "street": street,
            "city": "Shanghai",
            "country_id": env.ref("base.cn").id,
            "phone": phone,
        }
    )
    venue = env["ticket.venue"].create(
        {
            "name": name[0],
            "kind": kind,
            "tz": "Asia/Shanghai",
            "address_id": address.id,
            "is_published": True,
            "image_1920": house(xmlid),
        }
    )
    bilingual(venue, name=name, transport=transport, description=description)
    named(env, xmlid, venue)
    record = env["ticket.hall"].create({"name": hall[0], "venue_id": venue.id})
    return bilingual(record, name=hall)


def _map(env, xmlid, hall, name, sections, seats, chinese, focal, shapes):
    """:param chinese: {section id: Chinese name}"""
    seat_map = env["ticket.seat.map"].create(
        {
            "name": name[0],
            "hall_id": hall.id,
            "focal_x": focal[0],
            "focal_y": focal[1],
            "shapes": shapes,
        }
    )
    bilingual(seat_map, name=name)
    records = seat_map._add_plan(sections, seats)
    for section, record in zip(sections, records, strict=True):
        record.with_context(lang="zh_CN").name = chinese[section.id]
    return named(env, xmlid, seat_map)


def _theatre_map(env, hall):
    """Stalls and circle curved round the stage, boxes at both sides: 1,200 seats."""
    wheelchair = {(0, 0): "wheelchair", (0, 1): "companion"}
    stalls = list(
        row_block(
            "ST",
            rows=[24 + 2 * min(i, 8) for i in range(19)],
            origin=(0, 500),
            curve=1.2,
            number=odd_even,
            aisles=(-500, 500),
            kinds={(18, 0): "wheelchair", (18, 1): "companion"}
            | {(18, 39): "wheelchair", (18, 38): "companion"}
            | {(4, i): "house" for i in range(14, 18)},
        )
    )
    circle = list(
        row_block(
            "CI",
            rows=[44, 46, 48, 50, 52, 52, 54, 54],
            origin=(0, 2500),
            curve=1.6,
            number=odd_even,
            row_label=letters,
            aisles=(-700, 700),
            kinds=wheelchair | {(0, 22): "obstructed"},
        )
    )
    boxes = []
    for side, sign in (("L", -1), ("R", 1)):
        for index in range(7):
            code = f"B{side}{index + 1}"
            boxes.append(
                (
                    Section(id=code, name=f"Box {side}{index + 1}"),
                    list(
                        row_block(
                            code,
                            rows=[4, 4],
                            origin=(sign * 1720, 350 + index * 260),
                            pitch=60,
                            depth=70,
                            row_label=lambda _row: "",
                            number=left_to_right,
                        )
                    ),
                )
            )
    boxes = [(section, _renumber(seats)) for section, seats in boxes]
    sections = [
        Section(id="ST", name="Stalls"),
        Section(id="CI", name="Circle"),
        *(section for section, _seats in boxes),
    ]
    seats = stalls + circle + [seat for _section, block in boxes for seat in block]
    stage = [[-900, -250], [900, -250], [760, 180], [-760, 180]]
    seat_map = _map(
        env,
        "demo.theatre_map",
        hall,
        ("Proscenium", "镜框式舞台"),
        sections,
        seats,
        {"ST": "池座", "CI": "楼座"}
        | {
            section.id: f"{'左' if section.id[1] == 'L' else '右'}包厢{section.id[2:]}"
            for section, _seats in boxes
        },
        (0, 0),
        [
            {"shape": "polygon", "points": stage, "role": "stage"},
            {"shape": "text", "text": "STAGE · 舞台", "x": 0, "y": -20, "size": 110},
        ],
    )
    _bind_companions(seat_map)


def _bind_companions(seat_map):
    """Each companion seat belongs to the wheelchair place beside it."""
    wheelchairs = seat_map.seat_ids.filtered(lambda s: s.kind_id.code == "wheelchair")
    for seat in seat_map.seat_ids.filtered(lambda s: s.kind_id.code == "companion"):
        row = wheelchairs.filtered(
            lambda place, seat=seat: (
                (place.section_id, place.row) == (seat.section_id, seat.row)
            )
        )
        seat.companion_id = row.sorted(lambda place, x=seat.x: abs(place.x - x))[:1]


def _renumber(seats):
    """Seats of a box count on over its two rows."""
    return [
        replace(
            seat,
            number=str(index),
            key=f"{seat.section_id}/{index}",
        )
        for index, seat in enumerate(seats, start=1)
    ]


def _stadium_map(env, hall):
    """Two rings of blocks round a pitch: 60,000 seats and a standing field."""
    sections, seats, chinese = [], [], {}
    lower, upper = 24, 36
    for tier, blocks, radius, rows, first in (
        ("1", lower, 5200, 31, 1),
        ("2", upper, 8300, 31, 1),
    ):
        step = 360 / blocks
        for index in range(blocks):
            code = f"{tier}{index + 1:02d}"
            sections.append(Section(id=code, name=f"Block {code}"))
            chinese[code] = f"{code}区"
            seats += arc_block(
                code,
                centre=(0, 0),
                radius=radius,
                start=index * step + 0.8,
                end=(index + 1) * step - 0.8,
                rows=rows,
                stretch=1.3,
                first_row=first - 1,
            )
    seats = _exactly(seats, 60_000)
    field = [[-4600, -2900], [4600, -2900], [4600, 2900], [-4600, 2900]]
    sections.append(
        Section(id="F", name="Field", kind="standing", polygon=field, capacity=3000)
    )
    chinese["F"] = "内场"
    _map(
        env,
        "demo.stadium_map",
        hall,
        ("Concert in the round", "四面舞台"),
        sections,
        seats,
        chinese,
        (0, 0),
        [
            {
                "shape": "rect",
                "x": -900,
                "y": -600,
                "w": 1800,
                "h": 1200,
                "role": "stage",
            },
            {"shape": "text", "text": "STAGE · 舞台", "x": 0, "y": 0, "size": 300},
        ],
    )


def _exactly(seats, count):
    """The first ``count`` seats counted from the front rows: a round figure to show."""
    order = sorted(range(len(seats)), key=lambda i: (int(seats[i].row), i))[:count]
    return [seats[i] for i in sorted(order)]


def _studio_map(env, hall):
    square = [[-700, 0], [700, 0], [700, 1000], [-700, 1000]]
    _map(
        env,
        "demo.studio_map",
        hall,
        ("Standing", "站席"),
        [Section(id="FL", name="Floor", kind="standing", polygon=square, capacity=350)],
        [],
        {"FL": "站席区"},
        (0, -100),
        [
            {
                "shape": "rect",
                "x": -500,
                "y": -320,
                "w": 1000,
                "h": 240,
                "role": "stage",
            },
            {"shape": "text", "text": "STAGE · 舞台", "x": 0, "y": -190, "size": 70},
        ],
    )
