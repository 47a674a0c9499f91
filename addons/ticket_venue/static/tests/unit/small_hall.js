import { decodeGeometry } from "@ticket_venue/seat_map/seat_map_data";

/** Two rows of four seats, and a floor to stand on. */
export function createGeometry() {
    return decodeGeometry(hallFile());
}

/** The same as the server sends it. */
export function hallFile() {
    return {
        v: 1,
        map: 1,
        revision: 1,
        bounds: [0, 0, 150, 90],
        focal: [75, -300],
        count: 8,
        ids: [[11, 8]],
        sections: [
            { id: 1, name: "Stalls", kind: "seated", first: 0, count: 8 },
            { id: 2, name: "Floor", kind: "standing", first: -1, count: 0 },
        ],
        rows: [
            [0, "A", 0, 4],
            [0, "B", 4, 4],
        ],
        x: [0, 50, 50, 50, -150, 50, 50, 50],
        y: [0, 0, 0, 0, 90, 0, 0, 0],
        numbers: [
            [1, 1, 4],
            [1, 1, 4],
        ],
        kinds: [["standard", 8]],
        shapes: [],
    };
}
