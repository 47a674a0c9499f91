"""A purchase in the web shop, part by part, and what follows by the worker.

Eight guests go through each part together and wait for one another before the next, so
the CPU of all Odoo and PostgreSQL processes can be told apart. "Order to ticket" is the
order's creation and the way from the payment to its tickets; what a guest does before
and between (choosing seats, address, pages) has rows of its own.
"""

import json
import multiprocessing
import time
from uuid import uuid4

from tests.bench.meter import cpu_seconds, percentile
from tests.helpers.clients import Website

CLIENTS = 8
WARM_UP = 3
ROUNDS = 15
PARTS = (
    "session page",
    "hold of the best two",
    "order created",
    "address",
    "payment page",
    "payment to tickets",
    "confirmation page",
)
#: What an order costs from its creation to its tickets.
ORDER_TO_TICKET = ("order created", "payment to tickets")


class _Guest(Website):
    """One purchase, a method for each part."""

    def __init__(self, told):
        super().__init__(told["base_url"])
        self.told = told

    def parts(self):
        return (
            self._look,
            self._hold,
            self._order,
            self._address,
            self._page,
            self._payment,
            self._confirmation,
        )

    def _look(self):
        self.get(f"/session/{self.told['stadium']}")

    def _hold(self):
        best = {"count": 2, "zone_id": None}
        self.held = self.hold(self.told["stadium"], best=best)

    def _order(self):
        self.add_to_cart(self.held, self.told["adult"])

    def _address(self):
        self.give_address("Guest", f"{uuid4().hex[:8]}@example.com")

    def _page(self):
        self.page = self.get("/shop/payment").text

    def _payment(self):
        answer = self.pay(self.page)
        if answer["state"] != "done":
            raise RuntimeError(f"not paid: {answer}")

    def _confirmation(self):
        self.get("/shop/payment/validate")


def measure(told, roots, warm_up=WARM_UP, rounds=ROUNDS):
    """Buy in rounds.

    :param told: what ``prepare.py`` answered, and ``base_url``
    :param roots: the process ids under which CPU is counted
    :param warm_up: how many rounds come before those that count
    :return: one row a part, as those of ``run.py``
    """
    context = multiprocessing.get_context("spawn")
    gate = context.Barrier(CLIENTS + 1)
    answers = context.Queue()
    clients = [
        context.Process(
            target=_client, args=(told, gate, answers, warm_up, rounds), daemon=True
        )
        for _client_number in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    cpu = dict.fromkeys(PARTS, 0.0)
    for turn in range(warm_up + rounds):
        for part in PARTS:
            gate.wait(120)
            before = cpu_seconds(*roots)
            gate.wait(120)
            if turn >= warm_up:
                cpu[part] += cpu_seconds(*roots) - before
    spent = [answers.get(timeout=60) for _client_number in clients]
    for client in clients:
        client.join(60)
    return [_row(part, cpu[part], spent) for part in PARTS]


def _client(told, gate, answers, warm_up, rounds):
    times, failures = {part: [] for part in PARTS}, []
    for turn in range(warm_up + rounds):
        guest = _Guest(told)
        for part, act in zip(PARTS, guest.parts(), strict=True):
            gate.wait(120)
            began = time.time()
            try:
                act()
            except Exception as error:  # noqa: BLE001  told in the table
                failures.append(f"{part}: {error!r}"[:300])
            else:
                if turn >= warm_up:
                    times[part].append(time.time() - began)
            gate.wait(120)
    answers.put((times, failures))


def _row(part, cpu, spent):
    times = [second for times, _failures in spent for second in times[part]]
    return {
        "operation": part,
        "clients": CLIENTS,
        "done": len(times),
        "p50_ms": round(1000 * percentile(times, 0.50), 1) if times else None,
        "p95_ms": round(1000 * percentile(times, 0.95), 1) if times else None,
        "cpu_ms": round(1000 * cpu / len(times), 1) if times else None,
        "failures": [
            text for _t, texts in spent for text in texts if text.startswith(part)
        ][:3],
    }


def print_table(rows, worker):
    """:param worker: what ``worker.py`` answered"""
    print("\n| a guest buys two tickets | clients | p50 ms | p95 ms | CPU ms |")
    print("|---|---|---|---|---|")
    for row in rows:
        print(
            "| {operation} | {clients} | {p50_ms} | {p95_ms} | {cpu_ms} |".format(**row)
        )
    cost = sum(row["cpu_ms"] for row in rows if row["operation"] in ORDER_TO_TICKET)
    print(f"| **order to ticket** | {CLIENTS} | | | {cost:.1f} |")
    print(
        "| by the worker: invoice, entries, mail, PDF "
        f"({worker['orders']} orders) | | | | {worker['cpu_ms']} |"
    )
    for row in rows:
        for failure in row["failures"]:
            print(f"failed: {json.dumps(failure)}")
