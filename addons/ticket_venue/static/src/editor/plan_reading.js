import { browser } from "@web/core/browser/browser";

async function readJson(url) {
    const response = await browser.fetch(url);
    if (!response.ok) {
        throw new Error(`${url}: ${response.status}`);
    }
    return response.json();
}

/** @returns {Promise<[plan: Object, file: Object]>} a map and its geometry file */
export async function readPlan(orm, mapId, readFile = readJson, isAgain = false) {
    const plan = await orm.call("ticket.seat.map", "get_plan", [mapId]);
    try {
        return [plan, await readFile(plan.url)];
    } catch (error) {
        // Somebody saved between the two answers: the address is not there any more.
        if (isAgain) {
            throw error;
        }
        return readPlan(orm, mapId, readFile, true);
    }
}
