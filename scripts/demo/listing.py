"""What makes the listing alive: an offer, older shows, three weeks of visitors."""

from datetime import timedelta
from random import Random

from odoo import fields

from .venues import bilingual

DAYS = 21
#: Visitors a day of the shows' pages, the first is the best known.
DEMAND = (60, 45, 30, 18, 12, 8)
#: How many of a hundred visitors of a page come so far.
STEPS = (("show", 100), ("seats", 42), ("cart", 15), ("checkout", 11))


def load(env, settings):
    shows = env["ticket.show"].search([("is_published", "=", True)], order="id")
    jazz = env.ref("demo.late_jazz")
    bilingual(jazz, special_offer=("Bring a friend for free", "携友免费入场"))
    for show in shows[: len(shows) // 2]:
        show.published_at = fields.Datetime.now() - timedelta(days=50)
    campaign = env["utm.campaign"].create({"name": "Winter letter"})
    env["ticket.web.visit"].sudo().create(list(_visits(env, shows, campaign)))
    env["ticket.show"]._refresh_hot_scores()


def _visits(env, shows, campaign):
    """The same figures each time the demo is loaded."""
    website = env["website"].search([], limit=1)
    random = Random(7)
    for day in range(1, DAYS + 1):
        common = {
            "day": fields.Date.today() - timedelta(days=day),
            "website_id": website.id,
            "company_id": website.company_id.id,
        }
        came = random.randint(180, 260)
        yield common | {"step": "list", "visitors": came, "visits": came + came // 5}
        for show, demand in zip(shows, DEMAND, strict=False):
            for of_campaign, share in ((None, 0.8), (campaign.id, 0.2)):
                visitors = demand * share * random.uniform(0.7, 1.3)
                for step, percent in STEPS:
                    count = round(visitors * percent / 100)
                    yield common | {
                        "show_id": show.id,
                        "campaign_id": of_campaign,
                        "step": step,
                        "visitors": count,
                        "visits": round(count * 1.2),
                    }
