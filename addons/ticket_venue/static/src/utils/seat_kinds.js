import { BITTEN, DIAMOND, DISC, SQUARE } from "./seat_stamps.js";

/** How a kind of seat is drawn: its shape, and a letter once there is room for it. */
const LOOKS = {
    wheelchair: { shape: SQUARE, letter: "" }, // has a picture of its own
    companion: { shape: SQUARE, letter: "+" },
    obstructed: { shape: BITTEN, letter: "" },
    house: { shape: DIAMOND, letter: "H" },
    camera: { shape: DIAMOND, letter: "C" },
    security: { shape: DIAMOND, letter: "S" },
    press: { shape: DIAMOND, letter: "P" },
    rostrum: { shape: DIAMOND, letter: "R" },
    kill: { shape: DIAMOND, letter: "×" },
};

const PLAIN = { shape: DISC, letter: "" };

/** @returns {{shape: number, letter: string}} */
export function kindLook(code) {
    return Object.hasOwn(LOOKS, code) ? LOOKS[code] : PLAIN;
}
