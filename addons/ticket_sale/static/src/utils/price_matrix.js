/**
 * A table of prices: what the server tells (`prices`: [zone, type, amount or null]) and
 * what a person writes into it. Null is “not sold”.
 */

/** @returns {Map<string, number | null>} by `zone/type` */
export function indexPrices(prices = []) {
    return new Map(prices.map(([zone, type, amount]) => [`${zone}/${type}`, amount]));
}

/**
 * @param {[number, number, number | null][]} prices
 * @param {number | null | undefined} amount undefined takes the price away
 * @returns a new list with one price written
 */
export function writePrice(prices, zone, type, amount) {
    const others = prices.filter(([z, t]) => z !== zone || t !== type);
    return amount === undefined ? others : [...others, [zone, type, amount]];
}

/**
 * The columns worth showing: types that have a price somewhere, and those asked for.
 *
 * @param {{id: number}[]} types
 * @param {[number, number, number | null][][]} lists of prices
 * @param {number[]} wanted
 */
export function shownTypes(types, lists, wanted = []) {
    const shown = new Set([...lists.flat().map(([, type]) => type), ...wanted]);
    return types.filter(({ id }) => shown.has(id));
}

/**
 * The position below or beside a cell, for the Enter and arrow keys.
 *
 * @returns {[number, number] | null} row and column, null at the edge
 */
export function neighbour([row, column], key, rows, columns) {
    const step = { Enter: [1, 0], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[key];
    if (!step) {
        return null;
    }
    const [below, beside] = [row + step[0], column + step[1]];
    return below >= 0 && below < rows && beside < columns ? [below, beside] : null;
}
