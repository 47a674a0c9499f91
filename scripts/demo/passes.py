"""Annual cards of the garden, staff passes of the house, and a rule for each."""

from .venues import bilingual


def load(env, settings):
    garden = env.ref("demo.garden")
    annual = _type(
        env, ("Garden annual card", "园林年卡"), venue_id=garden.id, months=12
    )
    family = _type(
        env,
        ("Garden family card", "园林家庭年卡"),
        venue_id=garden.id,
        months=12,
        admits=4,
    )
    staff = _type(env, ("Staff pass", "工作证"))
    tier = env["ticket.membership.tier"].search([("code", "=", "vip")])
    vip = _type(env, ("VIP members", "贵宾会员"), tier_id=tier.id)
    entrance = env["ticket.gate.group"].create(
        {"name": "Garden main gate 园林正门", "venue_id": garden.id}
    )
    env["ticket.gate"].create(
        [
            {"name": "1号通道 Lane 1", "group_id": entrance.id},
            {"name": "Exit 出口", "group_id": entrance.id, "direction": "out"},
        ]
    )
    cards = {"who": "passes", "anytime": True, "times": 0, "reentry": True}
    _rule(
        env,
        entrance,
        annual + family + vip,
        per_day=1,
        hour_from=9,
        hour_to=21,
        **cards,
    )
    for group in env["ticket.gate.group"].search([]):
        _rule(env, group, staff, out_first=True, **cards)
    passes = env["ticket.gate.pass"].create(
        [
            {"type_id": annual.id, "holder_name": "Chen Jiayi 陈嘉怡"},
            {"type_id": family.id, "holder_name": "Wang family 王家"},
            {"type_id": staff.id, "holder_name": "Zhao Min 赵敏"},
            {"type_id": staff.id, "holder_name": "Sun Lei 孙磊", "state": "blocked"},
        ]
    )
    passes[-1].block_reason = "Lost on the tram 遗失"
    return {"passes": {"annual": passes[0].number, "staff": passes[2].number}}


def _type(env, names, **values):
    kind = env["ticket.gate.pass.type"].create({"name": names[0], **values})
    bilingual(kind, name=names)
    return kind


def _rule(env, group, kinds, **values):
    return env["ticket.gate.rule"].create(
        {"group_id": group.id, "pass_type_ids": [(6, 0, kinds.ids)], **values}
    )
