import { startRotatingCode } from "@ticket_sale/phone/rotating_code";

/**
 * Show the code of a ticket in an element.
 *
 * @param {HTMLElement} target
 * @param {HTMLElement} source an ``.o_phone_code`` as the server made it: with a picture,
 *     or with what a code that changes is made of
 * @returns {() => void} stops what moves
 */
export function showCode(target, source) {
    const code = JSON.parse(source.dataset.code);
    if (code.key) {
        const { stop } = startRotatingCode(target, code);
        return stop;
    }
    if (target !== source) {
        target.replaceChildren(source.querySelector("svg").cloneNode(true));
    }
    return () => {};
}
