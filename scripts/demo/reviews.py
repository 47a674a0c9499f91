"""What the audience says: reviews to read and read ones, favourites, points for both."""

from datetime import timedelta

from odoo import fields

#: Who, how many stars, what, whether it is published, and what the house replies.
REVIEWS = (
    (
        "Chen Yu",
        5,
        "舞台太美了，第三排看得清每一个表情。散场后地铁站很近，会再来。",
        True,
        "谢谢您！秋天我们还有新的演出，期待再见。",
    ),
    (
        "Anna Keller",
        4,
        (
            "Wonderful orchestra and a calm, friendly house. The interval was a little "
            "short for the queue at the bar."
        ),
        True,
        None,
    ),
    ("Wang Min", 5, "带孩子第一次看现场，全家都喜欢。", True, None),
    ("David Brown", 3, "Good show, but my seat was colder than expected.", False, None),
)


def load(env, settings):
    shows = env["ticket.show"].search(
        [("is_published", "=", True)], order="id", limit=3
    )
    member = env["res.users"].search([("login", "=", "member")])
    env["ticket.favourite"]._keep(member.partner_id, shows[1:])
    env.company.ticket_review_program_id = env["loyalty.program"].search(
        [("program_type", "=", "loyalty")], limit=1
    )
    for days, (name, stars, text, published, reply) in enumerate(REVIEWS, start=2):
        customer = env["res.partner"].create({"name": name})
        review = env["rating.rating"].create(
            {
                "res_model_id": env["ir.model"]._get_id("ticket.show"),
                "res_id": shows[0].id,
                "ticket_show_id": shows[0].id,
                "partner_id": customer.id,
                "rating": stars,
                "feedback": text,
                "ticket_signed": name,
                "ticket_state": "published" if published else "waiting",
                "consumed": published,
                "publisher_comment": reply,
            }
        )
        review.rated_on = fields.Datetime.now() - timedelta(days=days)
