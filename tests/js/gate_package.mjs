/** What a device without the network was told: a package, its keys, a pass. */
import { readFileSync } from "node:fs";

export const vectorsOf = (name) =>
    JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));
export const rotating = vectorsOf("rotating_code");

export const NOW = 1_777_600_000;
export const [live] = rotating.codes;
export const NUMBER = live.ticket;
export const iso = (seconds) => new Date(seconds * 1000).toISOString();

/** What the server told the lane before it went away. */
export function packageOf(changes = {}, session = {}) {
    return {
        gate: { id: 1, name: "North 1", open: true, session: null },
        keys: rotating.public_keys,
        rules: [{ venue: 10, before: 120, after: 0, types: [], zones: [], reentry: false }],
        sessions: [
            {
                id: 123456,
                name: "Swan Lake · Fri 1 May 2026 02:00",
                state: "on_sale",
                venue: 10,
                start: iso(NOW + 1800),
                end: iso(NOW + 9000),
                tz: "Asia/Shanghai",
                rotation: { secrets: [live.secret], fixed: [], step_seconds: 15, tolerance: 2 },
                ...session,
            },
        ],
        revocations: [],
        used: {},
        types: { 4321: "Adult" },
        lang: "en-US",
        messages: {
            ok: "Welcome",
            void: "Not valid",
            elsewhere: "Not for here",
            already_used_before: "Already used",
            wrong_gate_type: "Wrong gate for %(type)s",
            too_early: "Too early: %(session)s. Doors open %(opens)s",
            stale_code: "Old code",
        },
        ...changes,
    };
}

export const PASS = {
    number: "100000000008",
    pass_type: 3,
    state: "valid",
    venue: null,
    tier: null,
    valid_from: null,
    valid_to: null,
    admits: 1,
    admitted: 0,
    outside: 0,
    entries: 0,
    today: 0,
    day: null,
    last_in: null,
    holder: "L* H**",
};
