import { Edit } from "./edit.js";
import { PlanDocument } from "./plan_document.js";

export { isEmptyDelta, pickDelta as delta } from "./delta.js";
export { toGeometry } from "./to_geometry.js";

/**
 * @param {Object} plan what `ticket.seat.map.get_plan` gives
 * @param {import("../geometry.js").Geometry} plan.geometry decoded, gives the seats
 * @param {Object[]} [plan.sections] with what the geometry leaves out: code, capacity
 * @param {[number, number][]} [plan.companions] companion seat, its wheelchair place
 */
export function createDocument({
    geometry,
    sections,
    shapes,
    focal = null,
    background = null,
    companions = [],
}) {
    const doc = new PlanDocument();
    const bonds = new Map(companions);
    const put = new Edit(doc);
    (sections || geometry.sections).forEach((section) => put.putSection(sectionValues(section)));
    for (let index = 0; index < geometry.count; index++) {
        const id = geometry.ids[index];
        const seat = {
            row: geometry.rows[geometry.row[index]].label,
            number: geometry.numbers[index],
            kind: geometry.kindCodes[geometry.kind[index]],
            companion: bonds.get(id) || 0,
            section: geometry.sections[geometry.section[index]].id,
            x: geometry.x[index],
            y: geometry.y[index],
            id,
        };
        doc.seats.set(id, Object.freeze(seat));
    }
    (shapes || geometry.shapes).forEach((shape) => put.putShape({ ...shape, id: doc.newId() }));
    put.setFocal(focal);
    put.setBackground(background);
    return doc;
}

function sectionValues({ id, name, code, kind, capacity, polygon, sequence }) {
    return {
        id,
        name,
        code: code || "",
        kind,
        capacity: capacity || 0,
        polygon: polygon?.length ? polygon : null,
        ...(sequence === undefined ? {} : { sequence }),
    };
}
