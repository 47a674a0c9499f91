"""Booking coupons of a platform, and the theatre's own vouchers; the till takes both."""

from .venues import bilingual

#: Codes that the tour in the README and the tests may use.
COUPONS = ("CITYDEALS01", "CITYDEALS02", "CITYDEALS03", "CITYDEALS04")


def load(env, settings):
    journal = env["account.journal"].create(
        {"name": "Vouchers 兑换券", "type": "bank", "code": "VOUC"}
    )
    method = env["pos.payment.method"].create(
        {
            "name": "Voucher 兑换券",
            "journal_id": journal.id,
            "ticket_voucher": True,
        }
    )
    till = env["pos.config"].search([("ticket_selling", "=", True)], limit=1)
    till.payment_method_ids |= method
    platform = env["res.partner"].create({"name": "City Deals", "is_company": True})
    types = env["ticket.voucher.type"].create(
        [
            {
                "name": "City Deals coupon, adult",
                "partner_id": platform.id,
                "ticket_type_ids": env.ref("ticket_sale.ticket_type_adult").ids,
                "worth": 280,
            },
            {"name": "Gift voucher, any ticket"},
        ]
    )
    bilingual(types[0], name=("City Deals coupon, adult", "城惠成人预订券"))
    bilingual(types[1], name=("Gift voucher, any ticket", "通用兑换券"))
    env["ticket.voucher"].create(
        [{"type_id": types[0].id, "code": code} for code in COUPONS]
    )
    env["ticket.voucher.make"].create(
        {"type_id": types[1].id, "count": 20}
    ).action_make()
    return {"vouchers": list(COUPONS)}
