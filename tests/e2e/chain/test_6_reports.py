"""The manager and the reports."""

import json

import pytest

from tests.helpers.clients import Refused


def test_08_the_report_equals_an_independent_figure(house):
    manager = house.staff("manager")
    for field, column in (
        ("channel", "channel"),
        ("session_id", "session_id"),
        ("zone_id", "zone_id"),
        ("type_id", "type_id"),
        ("user_id", "user_id"),
    ):
        rows = manager.call(
            "ticket.sale.report",
            "formatted_read_group",
            [[["state", "in", ["valid", "used"]]]],
            groupby=[field],
            aggregates=["amount:sum"],
        )
        reported = sorted(round(row["amount:sum"], 2) for row in rows)
        truth = house.query(
            f"SELECT sum(price) FROM ticket_ticket WHERE state IN ('valid', 'used') "
            f"GROUP BY {column}"
        )
        assert reported == sorted(round(float(amount), 2) for (amount,) in truth), field


def test_08_the_report_tells_how_each_channel_was_paid(house):
    rows = house.staff("manager").call(
        "ticket.sale.report",
        "formatted_read_group",
        [[]],
        groupby=["channel", "payment_method"],
        aggregates=["sold:sum"],
    )
    assert {row["channel"]: row["payment_method"] for row in rows} == {
        "website": "Demo",
        "pos": "Cash 现金",
        "distributor": "Distributor wallet",
    }


def test_08_the_report_is_exported_to_a_spreadsheet(house):
    manager = house.staff("manager")
    page = manager.get("/odoo").text
    token = page.split('csrf_token: "')[1].split('"')[0]
    reply = manager.http.post(
        house.base_url + "/web/export/xlsx",
        data={
            "csrf_token": token,
            "data": json.dumps(
                {
                    "model": "ticket.sale.report",
                    "fields": [
                        {
                            "name": name,
                            "label": name,
                            "type": kind,
                            "store": True,
                        }
                        for name, kind in (
                            ("session_id", "many2one"),
                            ("channel", "selection"),
                            ("amount", "monetary"),
                        )
                    ],
                    "ids": False,
                    "domain": [],
                    "groupby": [],
                    "context": {},
                    "import_compat": False,
                }
            ),
        },
        timeout=60,
    )
    assert reply.status_code == 200
    assert reply.content[:2] == b"PK"


def test_08_the_manager_s_day_on_one_page(house):
    page = house.page(login="manager")
    page.goto(f"{house.base_url}/odoo/action-ticket_sale.ticket_today_action")
    page.wait_for_timeout(3500)
    house.shoot(page, "today")
    [[takings]] = house.query(
        "SELECT sum(price) FROM ticket_ticket WHERE state IN ('valid', 'used')"
    )
    assert f"{float(takings):,.2f}" in page.locator("body").inner_text()


def test_08_each_role_sees_its_own(house):
    cashier = house.staff("cashier")
    with pytest.raises(Refused, match=r"AccessError|access"):
        cashier.call("ticket.distributor", "search_read", [[]], fields=["balance"])
    gate = house.staff("gate")
    with pytest.raises(Refused, match=r"AccessError|access"):
        gate.call("ticket.ticket", "search_read", [[]], fields=["price"])
    editor = house.staff("editor")
    with pytest.raises(Refused, match=r"AccessError|access"):
        editor.call("ticket.price", "create", [[{"amount": 1}]])
