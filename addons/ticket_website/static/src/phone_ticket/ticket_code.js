/**
 * Show the code of a ticket in an element.
 *
 * @param {HTMLElement} target
 * @param {HTMLElement} source an ``.o_phone_code`` with the code as drawn by the server
 * @returns {() => void} stops what moves
 */
export function showCode(target, source) {
    if (target !== source) {
        target.replaceChildren(source.querySelector("svg").cloneNode(true));
    }
    return () => {};
}
