"""A kiosk in the theatre's foyer. Its screen is paired by whoever wants to try it: the
kiosk's form gives the code."""


def load(env, settings):
    # In test mode, the demo provider lets a telephone pay and choose what comes of it.
    online = env["pos.payment.method"].create(
        {"name": "Phone 手机支付", "is_online_payment": True}
    )
    vouchers = env["pos.payment.method"].search([("ticket_voucher", "=", True)])
    config = env["pos.config"].create(
        {
            "name": "Kiosk 自助机",
            "payment_method_ids": (online | vouchers).ids,
            "ticket_selling": True,
            "ticket_house_id": env.ref("demo.theatre").id,
            "ticket_printer_id": env["ticket.printer"]
            .search([("name", "=", "Counter 1")], limit=1)
            .id,
        }
    )
    kiosk = env["ticket.kiosk"].create(
        {
            "name": "Foyer 1 大厅自助机",
            "location": "Main foyer, left of the doors 大厅入口左侧",
            "config_id": config.id,
        }
    )
    kiosk.action_open_shift()
