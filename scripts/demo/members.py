"""Two tiers with fees; a VIP has better prices, an earlier sale and a card with a chip."""

from .venues import bilingual


def load(env, settings):
    friend_fee = _fee(env, 99, ("Friends membership, one year", "剧场之友（一年）"))
    friend = env["ticket.membership.tier"].create(
        {"name": "Friend", "code": "friend", "product_id": friend_fee.id, "sequence": 5}
    )
    bilingual(friend, name=("Friend", "剧场之友"))
    fee = _fee(env, 299, ("VIP membership, one year", "贵宾会员（一年）"))
    pricelist = env["product.pricelist"].create(
        {
            "name": "VIP prices",
            "currency_id": env.company.currency_id.id,
            "sequence": 50,
            "item_ids": [
                (
                    0,
                    0,
                    {
                        "applied_on": "2_product_category",
                        "categ_id": env.ref("ticket_sale.product_category_ticket").id,
                        "compute_price": "percentage",
                        "percent_price": 10,
                    },
                )
            ],
        }
    )
    tier = env["ticket.membership.tier"].create(
        {
            "name": "VIP",
            "code": "vip",
            "product_id": fee.id,
            "months": 12,
            "pricelist_id": pricelist.id,
            "presale": True,
        }
    )
    bilingual(tier, name=("VIP", "贵宾会员"))
    member = env["res.users"].search([("login", "=", "member")])
    env["ticket.membership"]._activate_for(member.partner_id, tier)
    env["ticket.member.card"]._issue(member.partner_id, "04A22B7C")
    gift_card = env.ref("loyalty.gift_card_product_50")
    gift_card.write({"taxes_id": [(5,)], "available_in_pos": True})
    # What a gift card pays was money already: no tax on it, and no cent lost by it.
    gift_cards = env["loyalty.program"].search([("program_type", "=", "gift_card")])
    gift_cards.reward_ids.discount_line_product_id.taxes_id = [(5,)]


def _fee(env, price, names):
    fee = env["product.product"].create(
        {
            "name": names[0],
            "type": "service",
            "service_tracking": "ticket_membership",
            "invoice_policy": "order",
            "list_price": price,
            "taxes_id": [],
            "sale_ok": True,
            "available_in_pos": True,
            "is_published": True,
        }
    )
    bilingual(fee, name=names)
    return fee
