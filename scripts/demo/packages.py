"""Packages: a season in one seat, a choice, two halls on one ticket, a family with a
poster."""

from .venues import bilingual, named

# xmlid, (names), (description), values, persons, [(show, index of its session)], zones
PACKAGES = (
    (
        "package_season",
        ("River Season", "江畔套票季"),
        (
            "Ballet and drama, four evenings in the same seat, a fifth off.",
            "芭蕾与话剧，四晚同一座位，比单票优惠两成。",
        ),
        {
            "kind": "series",
            "price_rule": "percent",
            "percent": 20,
            "refund_rule": "recalculate",
        },
        {"adult": 1},
        [("teahouse", 0), ("swan_lake", 3), ("swan_lake", 4), ("teahouse", 3)],
        ("ST", "CI"),
    ),
    (
        "package_choice",
        ("Three Evenings", "任选三场"),
        (
            "Choose any three evenings in the circle.",
            "楼座任选三场。",
        ),
        {"kind": "choice", "choose_count": 3, "price": 660, "refund_rule": "share"},
        {"adult": 1},
        [
            ("swan_lake", 1),
            ("swan_lake", 2),
            ("teahouse", 0),
            ("teahouse", 1),
            ("teahouse", 2),
            ("swan_lake", 3),
        ],
        ("CI",),
    ),
    (
        "package_joint",
        ("Ballet and Jazz", "芭蕾与爵士联票"),
        (
            "Swan Lake in the theatre, then late jazz next door.",
            "剧院看《天鹅湖》，散场后到隔壁听深夜爵士。",
        ),
        {"kind": "joint", "price": 398, "share_rule": "list", "refund_rule": "whole"},
        {"adult": 1},
        [("swan_lake", 3), ("late_jazz", 1)],
        ("CI", "FL"),
    ),
    (
        "package_family",
        ("Family Afternoon", "家庭亲子套票"),
        (
            "Two adults and a child in the stalls, with a poster to take home.",
            "两大一小池座，附赠海报一张。",
        ),
        {"kind": "family", "price": 1380, "refund_rule": "whole"},
        {"adult": 2, "child": 1},
        [("swan_lake", 1), ("swan_lake", 4)],
        ("ST",),
    ),
)


def load(env, settings):
    poster = env["product.product"].create(
        {
            "name": "Show poster",
            "type": "service",
            "list_price": 60,
            "taxes_id": [
                (6, 0, env.ref("ticket_sale.ticket_type_adult").product_id.taxes_id.ids)
            ],
            "sale_ok": True,
        }
    )
    bilingual(poster, name=("Show poster", "演出海报"))
    for xmlid, name, description, values, persons, sessions, zones in PACKAGES:
        lines = [_session_line(env, show, index, zones) for show, index in sessions]
        if xmlid == "package_family":
            lines.append((0, 0, {"product_id": poster.id}))
        package = env["ticket.package"].create(
            {
                "name": name[0],
                "line_ids": lines,
                "type_ids": [
                    (
                        0,
                        0,
                        {
                            "type_id": env.ref(f"ticket_sale.ticket_type_{code}").id,
                            "quantity": count,
                        },
                    )
                    for code, count in persons.items()
                ],
                **values,
            }
        )
        bilingual(package, name=name, description=description)
        named(env, f"demo.{xmlid}", package)


def _session_line(env, show, index, zones):
    session = env.ref(f"demo.{show}").session_ids.sorted("start")[index]
    allowed = session.plan_id.zone_ids.filtered(lambda zone: zone.code in zones)
    return (0, 0, {"session_id": session.id, "zone_ids": [(6, 0, allowed.ids)]})
