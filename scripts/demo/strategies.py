"""Three promotions: a bundle, an early bird and a code."""

from .venues import bilingual


def load(env, settings):
    teahouse = env.ref("demo.teahouse")
    strategies = env["ticket.strategy"]
    bundle = strategies.create(
        {
            "name": "Buy 3, get 1 free",
            "kind": "bundle",
            "buy_count": 3,
            "get_count": 1,
            "show_ids": [(6, 0, teahouse.ids)],
        }
    )
    early = strategies.create(
        {
            "name": "Early bird",
            "kind": "early",
            "days_before_min": 7,
            "discount": 15,
            "show_ids": [(6, 0, teahouse.ids)],
            "pricelist_ids": [(6, 0, strategies._public_pricelists().ids)],
        }
    )
    code = strategies.create(
        {
            "name": "River friends",
            "kind": "code",
            "code": "RIVER",
            "discount": 10,
            "max_usage": 500,
            "sequence": 20,
        }
    )
    bilingual(bundle, name=("Buy 3, get 1 free", "买三赠一"))
    bilingual(early, name=("Early bird", "早鸟价"))
    bilingual(code, name=("River friends", "江畔之友"))
