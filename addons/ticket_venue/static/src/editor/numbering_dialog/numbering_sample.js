const SAMPLE = 6;
const SEATS = 40;

/**
 * The rows as they would read: all of a small plan, else the first ones and the last.
 *
 * @param {Map<number, {row: string, number: string}>} labels in the order of the rows
 * @param {Object} doc
 * @returns {{key: string, section: string, row: string, numbers: string}[]}
 */
export function sampleRows(labels, doc) {
    const rows = new Map();
    for (const [id, { row, number }] of labels) {
        const { section } = doc.seats.get(id);
        const key = `${section}/${row}`;
        if (!rows.has(key)) {
            rows.set(key, {
                key,
                section: doc.sections.get(section)?.name || "",
                row,
                numbers: [],
            });
        }
        rows.get(key).numbers.push(number);
    }
    let found = [...rows.values()];
    if (found.length > SAMPLE) {
        found = [...found.slice(0, SAMPLE - 1), found.at(-1)];
    }
    return found.map((row) => ({ ...row, numbers: shortened(row.numbers).join(" ") }));
}

function shortened(numbers) {
    if (numbers.length <= SEATS) {
        return numbers;
    }
    return [...numbers.slice(0, SEATS / 2), "…", ...numbers.slice(-SEATS / 2)];
}

/** How many of the new labels another seat of the section has already. */
export function countTaken(labels, doc) {
    if (labels.size === doc.seats.size) {
        return 0;
    }
    const used = new Set();
    for (const { id, section, row, number } of doc.seats.values()) {
        if (!labels.has(id)) {
            used.add(`${section}\n${row}\n${number}`);
        }
    }
    let taken = 0;
    for (const [id, { row, number }] of labels) {
        taken += used.has(`${doc.seats.get(id).section}\n${row}\n${number}`) ? 1 : 0;
    }
    return taken;
}
