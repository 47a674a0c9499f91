"""The counter's screen in Chromium: from a tap on a session until its seats can be taken.

The till is open and its programme is loaded; each hall is tapped for the first time.
"""

from tests.bench.browser import VIEWPORT, chromium

#: seats of a hall: how long a cashier may wait for it, milliseconds
GOALS = {1_200: 1_000, 12_851: 2_000}
#: What one tap costs: from the pointer until the map has been painted with its states.
TAP = """async (session) => {
    const desk = () => posmodel.ticketDesk;
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const began = performance.now();
    document.querySelector(`[data-session='${session}']`).click();
    while (
        desk().sessionId !== session || !desk().states || desk().loading ||
        !document.querySelector(".o_ticket_desk_map canvas")
    ) {
        if (performance.now() - began > 30000) {
            throw new Error("the seats did not come");
        }
        await frame();
    }
    await frame();
    await frame();
    return performance.now() - began;
}"""


def open_till(page, base_url, config, login="cashier"):
    """Sign in and come to the seats of a till whose shift is open."""
    page.goto(f"{base_url}/web/login")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", login)
    page.click("form.oe_login_form button[type=submit]")
    page.wait_for_url(lambda url: "/web/login" not in url)
    page.goto(f"{base_url}/pos/ui/{config}?from_backend=1")
    page.locator(".o_ticket_desk .o_ticket_seat_map").wait_for(timeout=120_000)


def measure(base_url, config, halls):
    """One row a hall of ``GOALS``."""
    rows = []
    with chromium() as browser:
        page = browser.new_context(viewport=VIEWPORT, locale="en-US").new_page()
        open_till(page, base_url, config)
        for hall in halls:
            if hall["seats"] in GOALS:
                page.wait_for_timeout(1000)
                first = page.evaluate(TAP, hall["session"])
                away = next(h["session"] for h in halls if h is not hall)
                page.evaluate(TAP, away)
                again = page.evaluate(TAP, hall["session"])
                rows.append(
                    {
                        "seats": hall["seats"],
                        "first_ms": round(first),
                        "again_ms": round(again),
                        "goal_ms": GOALS[hall["seats"]],
                    }
                )
    return rows


def print_table(rows):
    print("\n| seats | first tap ms | later tap ms | goal ms |")
    print("|---|---|---|---|")
    for row in rows:
        print("| {seats:,} | {first_ms} | {again_ms} | {goal_ms} |".format(**row))
