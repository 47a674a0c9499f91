"""Where tickets are sold and torn: website, box office with a printer, gates, a
distributor with a deposit."""

import json
import re

from .posters import logo
from .venues import bilingual

#: what customers read of their payment
SAID = {
    "done_msg": ("Your payment has arrived.", "付款已收到。"),
    "pending_msg": ("Your payment is being checked.", "付款正在确认中。"),
    "cancel_msg": ("Your payment was cancelled.", "付款已取消。"),
}


def load(env, settings):
    _website(env)
    _box_office(env, settings["printer"])
    return {"gate": _gates(env), "distributor": _distributor(env)}


def _website(env):
    website = env["website"].search([], limit=1)
    website.write({"name": "Riverside Performing Arts", "logo": logo()})
    website.language_ids = env["res.lang"].search([("code", "in", ("en_US", "zh_CN"))])
    # Anybody may pay with the demo provider: choose whether the payment succeeds.
    provider = env.ref("payment.payment_provider_demo")
    bank = env["account.journal"].search(
        [("type", "=", "bank"), ("company_id", "=", env.company.id)], limit=1
    )
    provider.write({"state": "test", "is_published": True, "journal_id": bank.id})
    provider.payment_method_ids.active = True
    bilingual(provider, **SAID)
    _states_in_english(env.ref("payment_demo.payment_details"))


def _states_in_english(form):
    """Odoo's Chinese form sends its states in Chinese, which Odoo takes for errors."""
    terms, _how = form.get_field_translations("arch_db", ["zh_CN"])
    for term in terms:
        states = iter(re.findall(r'value="(\w+)"', term["source"]))
        value = re.sub(
            r'value="\w+"', lambda _old, s=states: f'value="{next(s)}"', term["value"]
        )
        if value != term["value"]:
            form.update_field_translations(
                "arch_db", {"zh_CN": {term["source"]: value}}
            )


def _box_office(env, printer):
    company = env.company
    cash = env["account.journal"].create(
        {"name": "Counter cash", "type": "cash", "code": "CCSH"}
    )
    bank = env["account.journal"].search(
        [("type", "=", "bank"), ("company_id", "=", company.id)], limit=1
    )
    methods = env["pos.payment.method"].create(
        [
            {"name": "Cash 现金", "journal_id": cash.id},
            {"name": "Card 银行卡", "journal_id": bank.id},
        ]
    )
    ticket_printer = _printers(env, printer)
    snacks = env["pos.category"].create({"name": "Bar and shop 小卖部"})
    for name, price in (
        (("Programme book", "节目册"), 30),
        (("Sparkling water", "气泡水"), 18),
        (("Opera glasses, hire", "望远镜租用"), 20),
    ):
        product = env["product.product"].create(
            {
                "name": name[0],
                "type": "consu",
                "list_price": price,
                "available_in_pos": True,
                "pos_categ_ids": snacks.ids,
            }
        )
        bilingual(product, name=name)
    env["pos.config"].search([]).action_archive()
    env["pos.config"].create(
        {
            "name": "Box Office 售票处",
            "payment_method_ids": methods.ids,
            "ticket_selling": True,
            # an emergency there fills its screens, one elsewhere is a line
            "ticket_house_id": env.ref("demo.theatre").id,
            "ticket_printer_id": ticket_printer.id,
        }
    )


def _printers(env, printer):
    """A receipt printer, and one for preprinted stock that is its spare."""
    Printer = env["ticket.printer"]
    roll = Printer.create(
        {
            "name": "Counter 1",
            "location": "Main foyer 大厅",
            "host": printer["host"],
            "port": printer["port"],
            "stock_tracked": True,
            "stock_warning": 40,
        }
    )
    roll.change_stock("refill", 300, "Roll 12 第 12 卷")
    if not printer.get("stock_port"):
        return roll
    gallery = {face["code"]: face for face in env["ticket.face"].get_gallery()}
    design = gallery["stock_2x5_5in"]
    face = env["ticket.face"].create(
        {
            "name": "Ticket stock 2 × 5.5 in",
            "usage": "print",
            "sequence": 90,  # only where a printer asks for it
            "template": json.dumps(design["template"], ensure_ascii=False),
        }
    )
    face.with_context(lang="zh_CN").name = "票纸 2×5.5 英寸"
    stock = Printer.create(
        Printer._preset_values("boca_200")
        | {
            "name": "Counter 2",
            "preset": "boca_200",
            "location": "Main foyer 大厅",
            "host": printer["host"],
            "port": printer["stock_port"],
            "face_id": face.id,
            "stock_tracked": True,
            "stock_warning": 200,
        }
    )
    stock.change_stock("refill", 1000, "Pack 000501–001500")
    stock.change_stock("spoiled", 3, "Torn while loading 装票时撕坏")
    roll.spare_id = stock
    return roll


def _gates(env):
    """Lanes at each house; the theatre's first lane gets the device of demo.json."""
    token = None
    for xmlid, entrance, lanes in (
        ("theatre", "Theatre doors 大剧院正门", 3),
        ("stadium", "Stadium north 体育场北门", 8),
        ("studio", "Boiler House door 锅炉房正门", 1),
    ):
        venue = env.ref(f"demo.{xmlid}")
        group = env["ticket.gate.group"].create(
            {"name": entrance, "venue_id": venue.id}
        )
        # Wide open, so that a ticket sold in the demo can be scanned at once.
        group.rule_ids.write({"minutes_before": 60 * 24 * 40, "minutes_after": 60})
        gates = env["ticket.gate"].create(
            [
                {"name": f"{number}号通道 Lane {number}", "group_id": group.id}
                for number in range(1, lanes + 1)
            ]
        )
        devices = env["ticket.gate.device"].create(
            [
                {"name": f"{number}号手持机 Scanner {number}", "gate_id": gate.id}
                for number, gate in enumerate(gates, start=1)
            ]
        )
        devices[:1].may_search = True  # a supervisor carries it
        token = token or devices[0]._mint_token()
        if xmlid == "stadium":
            devices.hub_id = env["ticket.gate.device"].create(
                {"name": "North Stand 北看台", "kind": "hub", "gate_id": gates[0].id}
            )
    return {"token": token}


def _distributor(env):
    user = env["res.users"].search([("login", "=", "distributor")])
    partner = env["res.partner"].create(
        {
            "name": "Jade Travel 翠途旅行社",
            "is_company": True,
            "email": "tickets@jade.example",
        }
    )
    user.partner_id.parent_id = partner
    contract = env["ticket.distributor"].create(
        {"partner_id": partner.id, "discount": 12.0, "low_balance": 2000.0}
    )
    contract.action_activate()
    contract.portal_user_ids = user
    bank = env["account.journal"].search(
        [("type", "=", "bank"), ("company_id", "=", env.company.id)], limit=1
    )
    contract._wallet_topup(50_000, bank, memo="Opening deposit 首笔押金")
    key, secret = env["ticket.distributor.key"]._generate(contract)
    return {"key": key, "secret": secret}
