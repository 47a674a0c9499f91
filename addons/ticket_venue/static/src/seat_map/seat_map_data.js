import { markRaw } from "@odoo/owl";
import { decodeGeometry as decode, seatNames } from "../utils/geometry.js";
import { _t } from "./words.js";

export { indexOfSeat, seatNames } from "../utils/geometry.js";
export {
    countStates,
    decodeAvailability,
    decodeRuns,
    FREE,
    HELD,
    LOCKED,
    MINE,
    SOLD,
} from "../utils/seat_states.js";

/** A decoded map; never made reactive, it is large and does not change. */
export function decodeGeometry(file) {
    return markRaw(decode(file));
}

/** @returns {string} what a person reads on a ticket: section, row and seat */
export function seatLabel(geometry, index) {
    const { section, row, number } = seatNames(geometry, index);
    if (row) {
        return _t("%(section)s · Row %(row)s · Seat %(number)s", { section, row, number });
    }
    return _t("%(section)s · Seat %(number)s", { section, number });
}

/** @returns {string} what is special about the seat; empty for an ordinary one */
export function kindLabel(geometry, index) {
    const names = {
        wheelchair: _t("Wheelchair place"),
        companion: _t("Companion of a wheelchair user"),
        obstructed: _t("Obstructed view"),
        house: _t("House seat"),
        camera: _t("Camera place"),
        security: _t("Security seat"),
        press: _t("Press seat"),
        rostrum: _t("Rostrum seat"),
        kill: _t("Not a seat"),
    };
    return names[geometry.kindCodes[geometry.kind[index]]] || "";
}
