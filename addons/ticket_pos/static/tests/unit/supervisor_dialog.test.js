import { describe, expect, test } from "@odoo/hoot";
import { click, fill, press, queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { getService, mountWithCleanup } from "@web/../tests/web_test_helpers";
import { MainComponentsContainer } from "@web/core/main_components_container";
import { definePosModels } from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import { setupPosEnv } from "@point_of_sale/../tests/unit/utils";
import { askSupervisor } from "@ticket_pos/app/services/ticket_approval";

describe.current.tags("desktop");
describe.current.timeout(20_000); // the first till of a run loads slowly
definePosModels();

const REQUEST = { act: "refund", model: "ticket.ticket", keys: [7], summary: "Give back ¥380" };
const SAM = { id: 3, name: "Sam" };
const ANN = { id: 4, name: "Ann" };

/** Ask at a till whose server knows these supervisors and accepts one PIN. */
async function ask({ supervisors = [SAM], isSupervisor = false } = {}) {
    await setupPosEnv();
    await mountWithCleanup(MainComponentsContainer);
    const calls = [];
    const data = {
        async call(model, method, args) {
            calls.push([method, ...args.slice(1)]);
            if (method === "ticket_supervisors") {
                return supervisors;
            }
            return args[2] === "274951"
                ? { token: "grant", message: false }
                : { token: false, message: "The PIN is wrong." };
        },
    };
    const pos = { data, config: { id: 1, _ticket_is_supervisor: isSupervisor } };
    const answer = askSupervisor({ pos, dialog: getService("dialog") }, REQUEST);
    await animationFrame();
    await animationFrame();
    return { calls, answer };
}

test("a supervisor's own role is enough: nothing is asked", async () => {
    const { calls, answer } = await ask({ isSupervisor: true });
    expect(await answer).toBe("");
    expect(calls).toEqual([]);
});

test("the PIN brings the server's grant", async () => {
    const { calls, answer } = await ask();
    expect(".o_ticket_supervisor_summary").toHaveText("Give back ¥380");
    await fill("274951");
    await press("Enter");
    expect(await answer).toBe("grant");
    expect(calls.at(-1)).toEqual(["ticket_approve", 3, "274951", REQUEST]);
});

test("a wrong PIN is told, emptied, and can be typed again on the keys", async () => {
    const { answer } = await ask();
    await fill("11");
    await press("Enter");
    await animationFrame();
    expect("[role=alert]").toHaveText("The PIN is wrong.");
    expect("input[type=password]").toHaveValue("");
    expect("input[type=password]").toBeFocused();
    for (const digit of "2749515") {
        await click(`[data-key="${digit}"]`);
    }
    await click("[data-key=⌫]");
    await animationFrame();
    await click(".o_ticket_supervisor_confirm");
    expect(await answer).toBe("grant");
});

test("of several supervisors one is chosen first", async () => {
    const { answer } = await ask({ supervisors: [ANN, SAM] });
    expect(queryAllTexts("[role=radio]")).toEqual(["Ann", "Sam"]);
    await fill("274951");
    await animationFrame();
    expect(".o_ticket_supervisor_confirm").not.toBeEnabled();
    await click("[role=radio]:first");
    await animationFrame();
    expect("input[type=password]").toHaveValue("");
    await fill("274951");
    await press("Enter");
    expect(await answer).toBe("grant");
});

test("closing the dialog is a no", async () => {
    const { answer } = await ask();
    await click(".modal-footer button:last");
    await animationFrame();
    expect(await answer).toBe(null);
});

test("a till without any PIN says what to do", async () => {
    const { answer } = await ask({ supervisors: [] });
    expect(await answer).toBe(null);
    await animationFrame();
    expect(".modal-body").toHaveText(/No supervisor has a PIN yet/);
});
