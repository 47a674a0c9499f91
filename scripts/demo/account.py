"""A member's account: a wallet with money on it, and a website that takes members."""


def load(env, settings):
    websites = env["website"].search([("company_id", "=", env.company.id)])
    websites.auth_signup_uninvited = "b2c"
    # customers of a venue have no account there
    env["auth.oauth.provider"].search([("enabled", "=", True)]).enabled = False
    policies = env["ticket.refund.policy"].search([("self_service", "=", True)])
    policies.self_exchange = True
    member = env["res.users"].search([("login", "=", "member")])
    wallet = env["loyalty.program"].search([("program_type", "=", "ewallet")], limit=1)
    card = env["loyalty.card"].create(
        {"program_id": wallet.id, "partner_id": member.partner_id.id, "points": 260}
    )
    env["loyalty.history"].create(
        [
            {"card_id": card.id, "description": "Put on e-wallet", "issued": 400},
            {"card_id": card.id, "description": "Paid with it", "used": 140},
        ]
    )
