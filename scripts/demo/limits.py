"""A performance with caps and named tickets, and a purchase limit for the web shop."""


def load(env, settings):
    session = env["ticket.session"].search(
        [("state", "=", "on_sale"), ("venue_id.kind", "=", "stadium")],
        order="start desc, id desc",
        limit=1,
    )
    session.real_name = True
    zone = session.plan_id.zone_ids[0]
    manager = env["res.users"].search([("login", "=", "manager")])
    here = {"session_id": session.id, "user_id": manager.id}
    env["ticket.cap"].create(
        [
            {**here, "channel": "distributor", "maximum": 5000},
            {**here, "zone_id": zone.id, "maximum": 2500},
        ]
    )
    env["ticket.limit"].create(
        {
            "name": "Ten tickets an order",
            "subject": "order",
            "maximum": 10,
            "channel": "website",
        }
    ).with_context(lang="zh_CN").name = "每单限购十张"
