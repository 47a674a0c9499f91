/** The dates of a session in order, and how far it has come. Moments are milliseconds. */

const WAITING = ["draft", "postponed", "cancelled"];

/**
 * @param {Object} dates presale, sale, saleEnd, start, end; null where not set
 * @param {string} state of the session: what is not announced opens by no clock
 * @param {number} now
 * @returns {{id: string, at: number|null, passed: boolean, current: boolean}[]}
 */
export function sessionSteps({ presale, sale, saleEnd, start, end }, state, now) {
    const steps = [
        { id: "presale", at: presale },
        { id: "sale", at: sale },
        { id: "saleEnd", at: saleEnd ?? end },
        { id: "start", at: start },
        { id: "end", at: end },
    ].filter((step) => step.at !== null || step.id === "sale");
    steps.sort((a, b) => (a.at ?? b.at) - (b.at ?? a.at));
    const waiting = WAITING.includes(state);
    const sells = ["presale", "sale"];
    const shown = steps.map((step) => ({
        ...step,
        passed: step.at !== null && step.at <= now && !(waiting && sells.includes(step.id)),
    }));
    const last = shown.findLastIndex((step) => step.passed);
    return shown.map((step, index) => ({ ...step, current: index === last && !waiting }));
}
