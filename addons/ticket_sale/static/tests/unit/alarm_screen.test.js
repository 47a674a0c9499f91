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
    await showBeside(null, ...alarms);
}

/** @param {number | null} board the venue of an open gate board */
async function showBeside(board, ...alarms) {
    mockService("ticket_alarm", () => ({ alarms, board }));
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

test("the time of an alarm is the venue's", async () => {
    await show({ ...FIRE, tz: "Asia/Shanghai" });
    expect(".o_ticket_alarm_where").toHaveText("Grand Hall · 04:00");
});

test("what a gate board shows itself is no bar over it once it is silent", async () => {
    await showBeside(1, FIRE);
    expect(".o_ticket_alarm").toHaveCount(0);
    await click(".o_silence");
    await animationFrame();
    expect(".o_ticket_alarm_bar").toHaveCount(0);
});

test("a gate board does not hide the alarm of another venue", async () => {
    await showBeside(2, { ...FIRE, kind: "drill" });
    expect(".o_ticket_alarm_bar.o_drill").toHaveText(/Grand Hall/);
});
