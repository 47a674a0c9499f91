/**
 * The same map under other labels, to show a numbering before it is applied.
 *
 * @param {import("../geometry.js").Geometry} geometry
 * @param {Map<number, number>} indexOf seat id -> index
 * @param {Map<number, {row: string, number: string}>} labels by seat id
 * @returns {import("../geometry.js").Geometry}
 */
export function relabelled(geometry, indexOf, labels) {
    const labelOf = Array.from(geometry.row, (row) => geometry.rows[row].label);
    const numbers = [...geometry.numbers];
    for (const [id, { row, number }] of labels) {
        const index = indexOf.get(id);
        if (index !== undefined) {
            labelOf[index] = row;
            numbers[index] = number;
        }
    }
    const sections = geometry.sections.map((section) => ({ ...section, rows: [] }));
    const known = sections.map(() => new Map());
    const rows = [];
    const row = Uint32Array.from(labelOf, (label, index) => {
        const section = geometry.section[index];
        let found = known[section].get(label);
        if (found === undefined) {
            found = rows.push({ section, label, seats: [] }) - 1;
            known[section].set(label, found);
            sections[section].rows.push(found);
        }
        rows[found].seats.push(index);
        return found;
    });
    return { ...geometry, numbers, sections, rows, row };
}
