"""Shows and their sessions over the next weeks, with prices."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from .posters import poster, scene
from .venues import bilingual, named

SHANGHAI = ZoneInfo("Asia/Shanghai")
#: A session that begins in two hours, so that there is something for the gates to do.
SOON = None

# (zone code, English, Chinese, colour, sections by code prefix, adult, child, senior)
THEATRE_ZONES = (
    ("BOX", "Boxes", "包厢", "#8b5cf6", ("B",), 880, None, None),
    ("ST", "Stalls", "池座", "#e11d48", ("ST",), 680, 340, 480),
    ("CI", "Circle", "楼座", "#2563eb", ("CI",), 280, 140, 180),
)
STADIUM_ZONES = (
    ("F", "Field", "内场", "#e11d48", ("F",), 980, None, None),
    ("L", "Lower tier", "下层看台", "#f59e0b", ("1",), 680, 340, None),
    ("U", "Upper tier", "上层看台", "#2563eb", ("2",), 380, 190, None),
)
STUDIO_ZONES = (("FL", "Floor", "站席", "#0d9488", ("FL",), 180, None, None),)

# xmlid, (names), genre, minutes, (synopsis), cast with roles, map,
# [(days from today, hour, minute)]
SHOWS = (
    (
        "swan_lake",
        ("Swan Lake", "天鹅湖"),
        "dance",
        150,
        (
            "Tchaikovsky's ballet in four acts, danced to a live orchestra.",
            "柴可夫斯基四幕芭蕾舞剧，现场乐队伴奏。",
        ),
        (
            (("Lin Yue", "林月"), ("Odette and Odile", "奥杰塔与奥吉莉娅")),
            (("Anton Sorel", "安东·索雷尔"), ("Siegfried", "齐格弗里德")),
            (("Riverside Philharmonic", "江畔爱乐乐团"), ("Orchestra", "乐队")),
        ),
        "theatre",
        [SOON, (2, 14, 0), (2, 19, 30), (8, 19, 30), (9, 14, 0)],
    ),
    (
        "teahouse",
        ("The Teahouse by the River", "江边茶馆"),
        "drama",
        120,
        (
            "Three generations, one teahouse, and the evening the river rose.",
            "三代人、一间茶馆，和江水上涨的那个夜晚。",
        ),
        (
            (("Zhao Min", "赵敏"), ("The hostess", "老板娘")),
            (("He Feng", "何峰"), ("The boatman", "船夫")),
        ),
        "theatre",
        [(4, 19, 30), (5, 19, 30), (6, 19, 30), (12, 19, 30)],
    ),
    (
        "stadium_night",
        ("Harbour Lights Tour", "海港之光巡回演唱会"),
        "concert",
        180,
        (
            "The biggest night of the season, in the round, with 60,000 friends.",
            "本季最盛大的夜晚：四面舞台，六万人同唱。",
        ),
        ((("The Harbour Lights", "海港之光"), ("Band", "乐队")),),
        "stadium",
        [(20, 19, 0), (21, 19, 0)],
    ),
    (
        "late_jazz",
        ("Late Jazz", "深夜爵士"),
        "concert",
        90,
        (
            "A new trio every week. Standing, close to the band.",
            "每周一个新三重奏。站席，离乐队很近。",
        ),
        ((("The House Trio", "驻场三重奏"), ("Piano, bass, drums", "钢琴、贝斯、鼓")),),
        "studio",
        [(1, 21, 30), (8, 21, 30), (15, 21, 30)],
    ),
)


def load(env, settings):
    plans = {
        "theatre": _plan(env, "theatre", ("Theatre prices", "剧院票价"), THEATRE_ZONES),
        "stadium": _plan(
            env, "stadium", ("Stadium prices", "体育场票价"), STADIUM_ZONES
        ),
        "studio": _plan(env, "studio", ("Standing", "站席票价"), STUDIO_ZONES),
    }
    for type_code, chinese in (
        ("adult", "成人票"),
        ("child", "儿童票"),
        ("senior", "长者票"),
        ("group", "团体票"),
        ("free", "赠票"),
    ):
        ticket_type = env.ref(f"ticket_sale.ticket_type_{type_code}")
        ticket_type.with_context(lang="zh_CN").name = chinese
    presenter = env["res.partner"].create(
        {"name": "Northern Light Productions 北光制作", "is_company": True}
    )
    for index, (xmlid, name, genre, minutes, synopsis, cast, where, times) in enumerate(
        SHOWS
    ):
        show = env["ticket.show"].create(
            {
                "name": name[0],
                "genre_id": env.ref(f"ticket_venue.genre_{genre}").id,
                "duration": minutes,
                "presenter_id": presenter.id,
                "poster": poster(name, index),
            }
        )
        bilingual(show, name=name, synopsis=synopsis)
        _cast(env, show, cast)
        show.is_published = True
        named(env, f"demo.{xmlid}", show)
        # the tour is worth copying tickets for: its codes change on the phones
        extra = {"rotating_code": True} if xmlid == "stadium_night" else {}
        for time in times:
            start = _moment(*time) if time else _in_two_hours()
            _session(env, show, plans[where], start, **extra)
    _presale(env, plans["theatre"])
    _tell_more(env)


def _tell_more(env):
    """What else a show's page tells, and the season that all sessions are of."""
    swan_lake = env.ref("demo.swan_lake")
    tag = env["ticket.tag"].create({"name": "Winter Festival", "color": 4})
    bilingual(tag, name=("Winter Festival", "冬季艺术节"))
    swan_lake.write({"interval_minutes": 20, "age_limit": 6, "tag_ids": tag.ids})
    bilingual(
        swan_lake,
        subtitle=("Ballet in four acts by Tchaikovsky", "柴可夫斯基四幕芭蕾舞剧"),
        keywords=("ballet, Tchaikovsky, family", "芭蕾, 柴可夫斯基, 亲子"),
    )
    for index, (english, chinese) in enumerate(
        (("The lake", "湖畔"), ("The ball", "舞会"), ("The dawn", "黎明"))
    ):
        picture = env["ticket.picture"].create(
            {
                "show_id": swan_lake.id,
                "name": english,
                "sequence": index,
                "image_1920": scene(index),
            }
        )
        bilingual(picture, name=(english, chinese))
    year = datetime.now(SHANGHAI).year
    season = env["ticket.season"].create({"name": f"{year}/{(year + 1) % 100:02}"})
    env["ticket.session"].search([("season_id", "=", False)]).season_id = season


def _cast(env, show, members):
    """:param members: ((English, Chinese) name, (English, Chinese) role), … in order"""
    for sequence, (name, role) in enumerate(members, start=1):
        member = env["ticket.cast"].create(
            {"show_id": show.id, "name": name[0], "sequence": 10 * sequence}
        )
        bilingual(member, name=name, role=role)


def _moment(day, hour, minute):
    """A time in Shanghai, so many days from today, as naive UTC."""
    local = datetime.now(SHANGHAI).replace(
        hour=hour, minute=minute, second=0, microsecond=0
    ) + timedelta(days=day)
    return local.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)


def _in_two_hours():
    now = datetime.now(ZoneInfo("UTC")).replace(tzinfo=None, second=0, microsecond=0)
    return now + timedelta(hours=2, minutes=-(now.minute % 30))


def _session(env, show, plan, start, **values):
    session = env["ticket.session"].create(
        {
            "show_id": show.id,
            "hall_id": plan.seat_map_id.hall_id.id,
            "seat_map_id": plan.seat_map_id.id,
            "plan_id": plan.id,
            "start": start,
            **values,
        }
    )
    session.action_open_sale()
    return session


def _presale(env, plan):
    """One session that only members may buy now."""
    now = datetime.now(ZoneInfo("UTC")).replace(tzinfo=None, microsecond=0)
    session = _session(
        env,
        env.ref("demo.swan_lake"),
        plan,
        _moment(30, 19, 30),
        presale_start=now - timedelta(days=1),
        sale_start=now + timedelta(days=7),
    )
    named(env, "demo.presale_session", session)


def _plan(env, where, name, zones):
    seat_map = env.ref(f"demo.{where}_map")
    plan = env["ticket.price.plan"].create(
        {"name": name[0], "seat_map_id": seat_map.id}
    )
    bilingual(plan, name=name)
    for sequence, (code, english, chinese, color, prefixes, *amounts) in enumerate(
        zones, start=1
    ):
        sections = seat_map.section_ids.filtered(
            lambda section, prefixes=prefixes: section.code.startswith(prefixes)
        )
        zone = env["ticket.zone"].create(
            {
                "plan_id": plan.id,
                "name": english,
                "code": code,
                "color": color,
                "sequence": sequence,
                "section_ids": sections.ids,
            }
        )
        bilingual(zone, name=(english, chinese))
        env["ticket.price"].create(
            [
                {
                    "zone_id": zone.id,
                    "type_id": env.ref(f"ticket_sale.ticket_type_{kind}").id,
                    "amount": amount,
                }
                for kind, amount in zip(
                    ("adult", "child", "senior"), amounts, strict=True
                )
                if amount is not None
            ]
        )
    return named(env, f"demo.{where}_plan", plan)
