"""How web orders reach their buyers and are paid: envelopes to send, money to come."""

from odoo import Command

from .venues import bilingual

WAYS = {
    "collect": (0, "Collect at the box office or kiosk", "到售票处或自助机取票"),
    "post": (12, "Registered post", "挂号信邮寄"),
    "courier": (20, "Courier", "快递"),
    "door": (15, "Messenger to your door", "专人送票上门"),
}
WORDS = {
    "collect": "凭订单号或二维码取票，演出开始前均可领取。",
    "post": "挂号信，三至五个工作日送达。",
    "courier": "一至三个工作日送达，可查询快递进度。",
    "door": "市区内专人送票上门，可货到付款。",
}
#: name, street, way, tracking number of what is on its way already
ORDERS = (
    ("Shen Yan 沈燕", "318 Fuzhou Road, Huangpu", "courier", ""),
    ("Grace Miller", "22 Wukang Road, Xuhui", "post", ""),
    ("Gu Wei 顾伟", "1500 Century Avenue, Pudong", "courier", "SF1093300127"),
)


def load(env, settings):
    carriers = {way: _carrier(env, way) for way in WAYS}
    _tier_and_bank(env)
    sessions = env.ref("demo.swan_lake").session_ids.sorted("start")
    session = sessions.filtered(lambda one: one._sale_phase() == "on_sale")[-1]
    buyers = [_buyer(env, name, street) for name, street, _way, _number in ORDERS]
    # Places are kept in transactions of their own, which must see all of the above.
    env.cr.commit()
    for buyer, (_name, _street, way, number) in zip(buyers, ORDERS, strict=True):
        order = _order(env, session, buyer, carriers[way])
        if number:
            order.ticket_delivery_ids.tracking_number = number
            order.ticket_delivery_ids.action_send()


def _carrier(env, way):
    price, english, chinese = WAYS[way]
    carrier = env.ref(f"ticket_website.delivery_carrier_{way}")
    product = carrier.product_id
    product.write({"list_price": price, "taxes_id": [Command.clear()]})
    carrier.write({"is_published": True, "country_ids": env.ref("base.cn").ids})
    bilingual(carrier, name=(english, chinese))
    product.with_context(lang="zh_CN").description_sale = WORDS[way]
    if way == "courier":
        carrier.write({"free_over": True, "amount": 1500})
        carrier.tracking_url = "https://courier.example/?n=<shipmenttrackingnumber>"
    if way == "door":
        carrier.zip_prefix_ids = env["delivery.zip.prefix"].create({"name": "20"})
    if way == "collect":
        carrier.country_ids = False
    return carrier


def _tier_and_bank(env):
    # A cart says what the show page says: prices with their taxes.
    website = env["website"].search([], limit=1)
    website.show_line_subtotals_tax_selection = "tax_included"
    env["ticket.membership.tier"].search([("code", "=", "vip")]).free_delivery = True
    transfer = env.ref("payment.payment_provider_transfer")
    bank = env["account.journal"].search(
        [("type", "=", "bank"), ("company_id", "=", env.company.id)], limit=1
    )
    transfer.write({"state": "enabled", "is_published": True, "journal_id": bank.id})
    transfer.payment_method_ids.active = True
    env.ref("delivery.payment_provider_cod").journal_id = bank
    account = "Riverside Performing Arts 江畔演艺 · Bank of Shanghai 上海银行"
    transfer.pending_msg = f"<p>{account}<br/>3101 0455 0090 0012 778</p>"
    # A phone at the kiosk pays at once, not by a bank in some days.
    phone = env["pos.payment.method"].search([("is_online_payment", "=", True)])
    phone.online_payment_provider_ids = env.ref("payment.payment_provider_demo")


def _buyer(env, name, street):
    return env["res.partner"].create(
        {
            "name": name,
            "email": f"{name.split()[0].lower()}.web@example.com",
            "phone": "+86 139 1700 2200",
            "street": street,
            "city": "Shanghai",
            "zip": "200001",
            "country_id": env.ref("base.cn").id,
        }
    )


def _order(env, session, buyer, carrier):
    held = env["ticket.hold"]._hold(session, "website", best={"count": 2})
    env.cr.commit()  # the order sees the places only when they are kept for good
    hold = env["ticket.hold"].browse(held.hold_id)
    order = env["sale.order"].create(
        {"partner_id": buyer.id, "website_id": env["website"].search([], limit=1).id}
    )
    adult = env.ref("ticket_sale.ticket_type_adult")
    order._ticket_add(hold, {place.id: adult.id for place in held.places})
    env.cr.commit()  # which types they are was written down apart, too
    order._ticket_set_way(carrier)
    provider = env.ref("payment.payment_provider_demo")
    transaction = env["payment.transaction"].create(
        {
            "provider_id": provider.id,
            "payment_method_id": provider.payment_method_ids[:1].id,
            "reference": f"{order.name}-web",
            "amount": order.amount_total,
            "currency_id": order.currency_id.id,
            "partner_id": buyer.id,
            "operation": "online_direct",
            "sale_order_ids": [Command.set(order.ids)],
        }
    )
    transaction._set_done()
    transaction._post_process()
    return order
