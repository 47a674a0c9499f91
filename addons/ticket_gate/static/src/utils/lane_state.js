/**
 * What the state of a lane makes of a decision: twin of ticket_gate/tools/lane_state.py,
 * and held to tests/vectors/lane_state.json.
 */

/**
 * @param {"closed" | "normal" | "free" | "emergency"} state
 * @param {"in" | "out"} direction
 * @param {import("./admission.js").Decision} decision
 * @param {{admitted: number, outside: number}} [before] what the ticket counted before
 * @returns {import("./admission.js").Decision}
 */
export function settle(state, direction, decision, before = { admitted: 0, outside: 0 }) {
    const { admitted, outside } = before;
    if (state === "emergency" && direction === "in") {
        return { ...decision, admit: false, reason: "emergency", admitted, outside, params: {} };
    }
    if (["free", "emergency"].includes(state) && !decision.admit) {
        return { ...decision, admit: true, reason: "free", admitted, outside, params: {} };
    }
    return decision;
}
