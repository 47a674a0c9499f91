"""A pier where the member's e-wallet pays for a boat by the minutes."""

from .venues import bilingual


def load(env, settings):
    garden = env.ref("demo.garden")
    fare = env["ticket.fare"].create(
        {
            "name": "Boat, by the half hour",
            "first_minutes": 30,
            "first_price": 20,
            "step_minutes": 15,
            "step_price": 8,
            "day_cap": 120,
            "least_balance": 20,
            "lost_price": 60,
            "stray_price": 20,
            "longest_minutes": 8 * 60,
        }
    )
    bilingual(fare, name=("Boat, by the half hour", "游船，按半小时计"))
    group = env["ticket.gate.group"].create(
        {"name": "Garden boat pier 园林游船码头", "venue_id": garden.id}
    )
    gate = env["ticket.gate"].create(
        {"name": "Boat pier 游船码头", "group_id": group.id, "fare_id": fare.id}
    )
    device = env["ticket.gate.device"].create(
        {"name": "Pier reader 码头读卡器", "kind": "turnstile", "gate_id": gate.id}
    )
    member = env["res.users"].search([("login", "=", "member")])
    card = env["loyalty.card"].search(
        [
            ("partner_id", "=", member.partner_id.id),
            ("program_id.program_type", "=", "ewallet"),
        ]
    )
    return {"fare_gate": {"token": device._mint_token(), "card": card.code}}
