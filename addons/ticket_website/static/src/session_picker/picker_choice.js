import { indexOfSeat } from "@ticket_venue/seat_map/seat_map_data";
import { withoutOrphans } from "../utils/picker_zones.js";

/**
 * Choose these seats and no others, wheelchair places before their companions.
 *
 * @param {import("./picker_model").PickerModel} model
 * @param {number[]} seatIds
 * @param {Map<number, number>} [types] seat id -> ticket type id
 * @returns {number[]} indexes of the seats that were free
 */
export function chooseSeats(model, seatIds, types = new Map()) {
    const { geometry } = model;
    const indexes = seatIds.map((id) => indexOfSeat(geometry, id)).filter((index) => index >= 0);
    const isCompanion = (index) => geometry.kindCodes[geometry.kind[index]] === "companion";
    indexes.sort((first, second) => isCompanion(first) - isCompanion(second));
    model.choices = [];
    const chosen = indexes.filter((index) => model.toggle(index) === "added");
    for (const choice of model.choices) {
        const typeId = types.get(choice.seatId);
        if (model.typesOf(choice).some(({ id }) => id === typeId)) {
            choice.typeId = typeId;
        }
    }
    return chosen;
}

/** What a refused choice becomes when it leaves no single seat; each seat keeps its type. */
export function chooseInstead(model, { orphans, instead }) {
    const { geometry } = model;
    const distance = (first, second) => {
        const [a, b] = [first, second].map((id) => indexOfSeat(geometry, id));
        const isSameRow = a >= 0 && b >= 0 && geometry.row[a] === geometry.row[b];
        return isSameRow ? Math.abs(a - b) : Infinity;
    };
    const types = new Map(model.choices.map(({ seatId, typeId }) => [seatId, typeId]));
    const spare = [...types.values()];
    const seatIds = withoutOrphans(model.seatIds, orphans, instead, distance);
    for (const seatId of seatIds) {
        if (!types.has(seatId)) {
            types.set(seatId, spare[seatIds.indexOf(seatId)]);
        }
    }
    return chooseSeats(model, seatIds, types);
}

/**
 * Give the held places of a standing area the wanted types.
 *
 * @param {Record<number, number>} counts type id -> how many
 */
export function spreadTypes(model, counts) {
    const wanted = Object.entries(counts).flatMap(([typeId, count]) =>
        Array(count).fill(Number(typeId)),
    );
    model.choices.forEach((choice, index) => {
        choice.typeId = wanted[index] ?? choice.typeId;
    });
}
