/** Halls the tests draw: made here, no file needed. */
import { decodeGeometry } from "../../addons/ticket_venue/static/src/utils/geometry.js";

/** Rows of seats, 50 apart and 90 deep, as one section each. */
export function hall(blocks, values = {}) {
    const file = {
        v: 1,
        map: 1,
        revision: 1,
        bounds: [0, 0, 0, 0],
        focal: [0, -500],
        count: 0,
        ids: [],
        sections: [],
        rows: [],
        x: [],
        y: [],
        numbers: [],
        kinds: [],
        shapes: [],
    };
    let [lastX, lastY] = [0, 0];
    blocks.forEach(({ name, rows = 1, seats = 1, x = 0, y = 0, kind = "seated" }, section) => {
        const standing = kind === "standing";
        const count = standing ? 0 : rows * seats;
        file.sections.push({ id: section + 1, name, kind, first: file.count, count });
        for (let row = 0; row < rows && !standing; row++) {
            file.rows.push([section, String(row + 1), file.count, seats]);
            file.numbers.push([1, 1, seats]);
            for (let seat = 0; seat < seats; seat++) {
                const at = [x + seat * 50, y + row * 90];
                file.x.push(at[0] - lastX);
                file.y.push(at[1] - lastY);
                [lastX, lastY] = at;
                file.bounds[2] = Math.max(file.bounds[2], at[0]);
                file.bounds[3] = Math.max(file.bounds[3], at[1]);
            }
            file.count += seats;
        }
    });
    if (file.count) {
        file.ids = [[100, file.count]];
        file.kinds = [["standard", file.count]];
    }
    return decodeGeometry({ ...file, ...values });
}

/** The same random numbers at every run. */
export function* dice(seed = 1) {
    for (;;) {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        yield seed / 2147483648;
    }
}
