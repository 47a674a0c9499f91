"""What giving tickets back costs, and an e-wallet for those who come again."""

from .venues import bilingual


def load(env, settings):
    policy = env["ticket.refund.policy"].create(
        {
            "name": "Standard refunds",
            "show_ids": [(6, 0, env.ref("demo.teahouse").ids)],
            "self_service": True,
            "refund_step_ids": [
                (0, 0, {"before": 7, "unit": "days", "kind": "free"}),
                (0, 0, {"before": 48, "kind": "percent", "percent": 10}),
                (0, 0, {"before": 24, "kind": "percent", "percent": 20}),
                (0, 0, {"before": 2, "kind": "percent", "percent": 50}),
            ],
            "exchange_step_ids": [
                (0, 0, {"act": "exchange", "before": 2, "kind": "fixed", "amount": 20})
            ],
        }
    )
    bilingual(policy, name=("Standard refunds", "标准退票规则"))
    top_up = env.ref("loyalty.ewallet_product_50")
    top_up.write({"taxes_id": [(5,)], "list_price": 200})
    bilingual(top_up, name=("E-wallet top-up", "电子钱包充值"))
    wallet = env["loyalty.program"].create(
        {
            "name": "E-wallet",
            "program_type": "ewallet",
            "applies_on": "future",
            "trigger": "auto",
            "portal_visible": True,
            "portal_point_name": env.company.currency_id.symbol,
            "rule_ids": [
                (
                    0,
                    0,
                    {
                        "product_ids": [(6, 0, top_up.ids)],
                        "reward_point_amount": 1,
                        "reward_point_mode": "money",
                    },
                )
            ],
            "reward_ids": [
                (
                    0,
                    0,
                    {
                        "reward_type": "discount",
                        "discount_mode": "per_point",
                        "discount": 1,
                        "discount_applicability": "order",
                        "required_points": 1,
                        "description": "E-wallet",
                    },
                )
            ],
        }
    )
    bilingual(wallet, name=("E-wallet", "电子钱包"))
