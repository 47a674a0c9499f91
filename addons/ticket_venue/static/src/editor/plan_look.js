/** Colours of the map while it is drawn: a colour a section, and one for what is selected. */

const SELECTED = "#101828";

export function sectionColors({ sections }) {
    return [...sections.map(({ name }) => ({ name })), { name: "", color: SELECTED }];
}

/** @returns {Int16Array} for each seat its section, or the last colour when it is selected */
export function seatColors({ section, sections }, { selection, drawn }) {
    const colors = Int16Array.from(section);
    for (const id of selection.seats) {
        colors[drawn.indexOf.get(id)] = sections.length;
    }
    return colors;
}

export function areaColors({ sections }) {
    return sections
        .filter(({ kind }) => kind === "standing")
        .map(({ id, name, capacity }) => ({ id, name, left: capacity || 0 }));
}
