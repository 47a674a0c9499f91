"""A VIP tier with a fee, better prices and an earlier sale; one member has it."""

from .venues import bilingual


def load(env, settings):
    fee = env["product.product"].create(
        {
            "name": "VIP membership, one year",
            "type": "service",
            "service_tracking": "ticket_membership",
            "invoice_policy": "order",
            "list_price": 299,
            "taxes_id": [],
            "sale_ok": True,
            "available_in_pos": True,
            "is_published": True,
        }
    )
    bilingual(fee, name=("VIP membership, one year", "贵宾会员（一年）"))
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
