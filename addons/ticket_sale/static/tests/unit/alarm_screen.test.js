import { describe, expect, test } from "@odoo/hoot";
import { click } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { mockService, mountWithCleanup } from "@web/../tests/web_test_helpers";
import { AlarmScreen } from "@ticket_sale/alarm/alarm_screen";

describe.current.tags("desktop");
defineMailModels();

const FIRE = {
    id: 1,
    venue: "Grand Hall",
    kind: "emergency",
    since: "2026-11-22 20:00:00",
    message: "",
    others: true,
};

async function show(...alarms) {
    mockService("ticket_alarm", () => ({ alarms, boards: 0 }));
    await mountWithCleanup(AlarmScreen, { noMainContainer: true });
}

test("an emergency fills the screen, and the bar names all its venues", async () => {
    await show(FIRE, { ...FIRE, id: 2, venue: "Studio" });
    expect(".o_ticket_alarm.o_emergency").toHaveCount(1);
    expect("#o_ticket_alarm_text").toHaveText(/the others go on as usual/);
    await click(".btn-outline-light");
    await animationFrame();
    expect(".o_ticket_alarm_bar").toHaveText(/Grand Hall, Studio/);
});

test("an emergency elsewhere is one line that cannot be made large", async () => {
    await show({ ...FIRE, is_here: false });
    expect(".o_ticket_alarm").toHaveCount(0);
    expect(".o_ticket_alarm_bar.o_emergency").toHaveText(/Grand Hall/);
    expect(".o_ticket_alarm_bar .o_silence").toHaveCount(0);
    expect(".o_ticket_alarm_bar button").not.toBeEnabled();
});

test("a drill here goes before an emergency elsewhere", async () => {
    await show({ ...FIRE, is_here: false }, { ...FIRE, id: 2, kind: "drill", is_here: true });
    expect(".o_ticket_alarm.o_drill").toHaveCount(1);
});
