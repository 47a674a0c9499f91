"""Tickets given away pass two people: the sales manager, then finance."""

from .venues import bilingual


def load(env, settings):
    kinds = env.ref("ticket_sale.ticket_type_free") | env.ref(
        "ticket_sale.ticket_type_work"
    )
    manager = env.ref("ticket_sale.group_ticket_manager")
    finance = env.ref("ticket_sale.group_ticket_finance")
    rule = env["ticket.approval.rule"].create(
        {
            "name": "Complimentary and work tickets",
            "type_ids": [(6, 0, kinds.ids)],
            "on_website": False,
            "on_distributor": False,
            "step_ids": [
                (0, 0, {"name": "Sales manager", "group_id": manager.id}),
                (0, 0, {"name": "Finance", "sequence": 20, "group_id": finance.id}),
            ],
        }
    )
    bilingual(rule, name=("Complimentary and work tickets", "赠票和工作票"))
    first, second = rule.step_ids
    bilingual(first, name=("Sales manager", "销售经理"))
    bilingual(second, name=("Finance", "财务"))
