"""Tickets that change hands: some on the resale board, and one offered to a friend."""

#: name, part of the price they ask
SELLERS = (("He Min 何敏", 1.0), ("Tom Berger", 0.8))
MEMBER = "member"


def load(env, settings):
    shows = env["ticket.show"].search([("ticketing", "!=", "external")])
    shows.resale_allowed = True
    session = (
        env.ref("demo.swan_lake")
        .session_ids.sorted("start")
        .filtered(lambda one: one._sale_phase() == "on_sale")[-1]
    )
    member = env["res.users"].search([("login", "=", MEMBER)]).partner_id
    sellers = [_seller(env, name) for name, _part in SELLERS]
    # Places are kept in transactions of their own, which must see all of the above.
    env.cr.commit()
    for seller, (_name, part) in zip(sellers, SELLERS, strict=True):
        for ticket in _order(env, session, seller).ticket_ids:
            env["ticket.resale"]._offer(
                ticket, ticket.price * part, "bank", "CN623101045500900012"
            )
    env["ticket.transfer"]._offer(
        _order(env, session, member).ticket_ids[:1], "Xiao Lin 小林"
    )


def _seller(env, name):
    email = f"{name.split()[0].lower()}.resale@example.com"
    return env["res.partner"].create({"name": name, "email": email})


def _order(env, session, buyer):
    """Two seats, bought on the website and paid."""
    held = env["ticket.hold"]._hold(session, "website", best={"count": 2})
    env.cr.commit()  # the order sees the places only when they are kept for good
    hold = env["ticket.hold"].browse(held.hold_id)
    order = env["sale.order"].create(
        {"partner_id": buyer.id, "website_id": env["website"].search([], limit=1).id}
    )
    adult = env.ref("ticket_sale.ticket_type_adult")
    order._ticket_add(hold, {place.id: adult.id for place in held.places})
    env.cr.commit()  # which types they are was written down apart, too
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
            "sale_order_ids": [(6, 0, order.ids)],
        }
    )
    transaction._set_done()
    transaction._post_process()
    return order
