"""Eight counters load and spoil blank tickets of one printer at once: none is lost."""

from tests.helpers.clients import Till
from tests.race.together import begin, together

COUNTERS = 8
TIMES = 5


def load(base_url, database, printer):
    till = Till(base_url).open(database)
    begin()
    for _time in range(TIMES):
        till.call("ticket.printer", "change_stock", [[printer], "refill", 7])
        till.call("ticket.printer", "change_stock", [[printer], "spoiled", 2])


def test_counter_of_blank_tickets_is_the_sum_of_all_that_happened(
    demo_database, copy_database, serve
):
    name, _told = demo_database
    database = copy_database(name)
    server = serve(database, "--workers=4", "--max-cron-threads=0")
    till = Till(server.base_url).open(database)
    [printer] = till.call("ticket.printer", "search", [[]], limit=1)
    till.call("ticket.printer", "change_stock", [[printer], "count", 100])

    together(load, [(server.base_url, database, printer)] * COUNTERS)

    [left] = till.call("ticket.printer", "read", [[printer], ["stock_count"]])
    assert left["stock_count"] == 100 + COUNTERS * TIMES * 5
    lines = till.call(
        "ticket.stock.line",
        "search_read",
        [[["printer_id", "=", printer], ["kind", "in", ["refill", "spoiled"]]]],
        fields=["quantity"],
    )
    moved = [line["quantity"] for line in lines][: 2 * COUNTERS * TIMES]
    assert sum(moved) == COUNTERS * TIMES * 5
