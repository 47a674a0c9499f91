"""Prices that move: a session of its own price, a planned change, a rule."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from .venues import bilingual


def load(env, settings):
    _matinee(env)
    _season(env)
    _demand(env)


def _zone(plan, code):
    return plan.zone_ids.filtered(lambda zone: zone.code == code)


def _matinee(env):
    """The last Swan Lake is a matinee at a lower price."""
    session = env["ticket.session"].search(
        [("show_id", "=", env.ref("demo.swan_lake").id)], order="start desc", limit=1
    )
    env["ticket.session.price"].create(
        {
            "session_id": session.id,
            "zone_id": _zone(session.plan_id, "ST").id,
            "type_id": env.ref("ticket_sale.ticket_type_adult").id,
            "amount": 580,
        }
    )


def _season(env):
    """In ten days the circle of the theatre becomes dearer."""
    plan = env.ref("demo.theatre_plan")
    now = datetime.now(ZoneInfo("UTC")).replace(tzinfo=None, microsecond=0)
    change = env["ticket.price.change"].create(
        {
            "name": "New season",
            "plan_id": plan.id,
            "zone_id": _zone(plan, "CI").id,
            "type_id": env.ref("ticket_sale.ticket_type_adult").id,
            "effect": "set",
            "amount": 320,
            "starts_at": now + timedelta(days=10),
        }
    )
    bilingual(change, name=("New season", "新演出季"))


def _demand(env):
    """The stadium's field becomes dearer as it fills, never above 1,280."""
    plan = env.ref("demo.stadium_plan")
    rule = env["ticket.price.rule"].create(
        {
            "name": "Dearer as it fills",
            "plan_id": plan.id,
            "zone_id": _zone(plan, "F").id,
            "trigger": "share",
            "multiple": 10,
            "has_ceiling": True,
            "ceiling": 1280,
            "step_ids": [
                (0, 0, {"share": 60, "percent": 10}),
                (0, 0, {"share": 85, "percent": 30}),
            ],
        }
    )
    bilingual(rule, name=("Dearer as it fills", "随销售上涨"))
