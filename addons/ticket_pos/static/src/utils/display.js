/**
 * What a customer display is told of a cart, and how it is laid out, as plain values.
 * Nothing here knows Odoo.
 */

/** Of a line's selection what a customer may see: no token, no hold, no name. */
export function shownSelection(selection) {
    return {
        session_id: selection.session_id,
        session: selection.session_name,
        type_id: selection.type_id,
        type: selection.type_name,
        zone_id: selection.zone_id,
        zone: selection.zone_name,
        color: selection.zone_color,
        seats: selection.seats.map(({ seat_id, label }) => ({ id: seat_id, label })),
    };
}

/** Ids of the sessions in a cart, in the order in which they came into it. */
export function sessionIdsOf(lines) {
    return [...new Set(ticketLinesOf(lines).map((line) => line.ticket.session_id))];
}

export function ticketLinesOf(lines) {
    return (lines || []).filter((line) => line.ticket);
}

export function otherLinesOf(lines) {
    return (lines || []).filter((line) => !line.ticket);
}

/** The session to show large: the one the cashier is at, else the last one added. */
export function sessionInFocus(lines) {
    const tickets = ticketLinesOf(lines);
    const line = tickets.find((ticket) => ticket.isSelected) || tickets.at(-1);
    return line ? line.ticket.session_id : null;
}

/** Seats of one session in the cart, once each. */
export function seatIdsOf(lines, sessionId) {
    const seats = ticketLinesOf(lines)
        .filter((line) => line.ticket.session_id === sessionId)
        .flatMap((line) => line.ticket.seats.map((seat) => seat.id));
    return [...new Set(seats.filter(Boolean))];
}

/**
 * Points that are near each other share one box, so that two seats side by side get one
 * ring and two seats at both ends of the hall get two.
 *
 * @param {[number, number][]} points
 * @param {number} reach how far apart neighbours may be
 * @returns {number[][]} left, top, right, bottom of each group
 */
export function clusters(points, reach) {
    const groups = [];
    for (const [x, y] of points) {
        const near = groups.filter(
            ([left, top, right, bottom]) =>
                x >= left - reach && x <= right + reach && y >= top - reach && y <= bottom + reach,
        );
        let box = [x, y, x, y];
        for (const other of near) {
            box = joined(box, other);
            groups.splice(groups.indexOf(other), 1);
        }
        groups.push(box);
    }
    return groups;
}

/** The box around boxes. */
export function around(boxes) {
    return boxes.reduce(joined);
}

function joined([a, b, c, d], [e, f, g, h]) {
    return [Math.min(a, e), Math.min(b, f), Math.max(c, g), Math.max(d, h)];
}
