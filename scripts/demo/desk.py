"""What the sales desk has set aside: reservations, allotments, a waiting list."""

from datetime import timedelta

from odoo import fields

#: name, e-mail, places, side by side
IN_LINE = (
    ("Zhou Lan 周岚", "zhou.lan@example.com", 2, True),
    ("Ben Carter", "ben@example.com", 4, False),
    ("Xu Ping 徐平", "xu.ping@example.com", 1, False),
)


def load(env, settings):
    swan, tea, jazz = (
        env.ref(f"demo.{name}").session_ids.sorted("start")
        for name in ("swan_lake", "teahouse", "late_jazz")
    )
    school = env["res.partner"].create(
        {
            "name": "Riverside School 江畔学校",
            "is_company": True,
            "email": "office@riverside.example.com",
        }
    )
    # Places are kept in transactions of their own, which must see all of the above.
    env.cr.commit()
    _reserve(env, school, swan[3], 24, deposit_percent=30)
    _allot(env, swan[3], 6, "Press 媒体", kind="press", channel=False)
    _allot(env, swan[3], 8, "Producer 制作方", kind="producer", channel=False)
    _allot(env, tea[2], 20, "Box office 售票处", kind="channel", channel="pos")
    _sold_out(env, school, jazz[1])


def _reserve(env, partner, session, count, **values):
    env["ticket.reservation"]._reserve(
        [(session, {"best": {"count": count}})],
        partner_id=partner.id,
        user_id=env.ref("base.user_admin").id,
        deadline=session.start - timedelta(days=1),
        **values,
    )


def _allot(env, session, count, name, **values):
    env["ticket.allotment"]._allot(
        session,
        {"count": count},
        name=name,
        return_at=session.start - timedelta(hours=24),
        **values,
    )


def _sold_out(env, partner, session):
    """A firm has all that was left, so others wait."""
    [floor] = session.seat_map_id.section_ids
    left = env["ticket.place"]._count_left(session, "section_id")[session.id, floor.id]
    env["ticket.reservation"]._reserve(
        [(session, {"best": {"count": left, "section_id": floor.id}})],
        partner_id=partner.id,
        user_id=env.ref("base.user_admin").id,
        deadline=min(session.start, fields.Datetime.now() + timedelta(days=1)),
    )
    env["ticket.waiting"].create(
        [
            {
                "session_id": session.id,
                "name": name,
                "email": email,
                "count": count,
                "together": together,
            }
            for name, email, count, together in IN_LINE
        ]
    )
