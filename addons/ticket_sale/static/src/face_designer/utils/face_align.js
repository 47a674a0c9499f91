import { boxAround, rounded } from "./face_boxes.js";

const ALIGNED = {
    left: (box, frame) => ({ x: frame.x }),
    center: (box, frame) => ({ x: frame.x + (frame.w - box.w) / 2 }),
    right: (box, frame) => ({ x: frame.x + frame.w - box.w }),
    top: (box, frame) => ({ y: frame.y }),
    middle: (box, frame) => ({ y: frame.y + (frame.h - box.h) / 2 }),
    bottom: (box, frame) => ({ y: frame.y + frame.h - box.h }),
};

/** @returns {Map<number, {x?, y?}>} where elements go, in the box around them or a frame */
export function aligned(elements, to, frame = boxAround(elements)) {
    return new Map(
        elements.map((element) => {
            const place = ALIGNED[to](element, frame);
            const [[name, value]] = Object.entries(place);
            return [element.id, { [name]: rounded(value) }];
        }),
    );
}

/** Equal gaps between three and more; the outermost stay. */
export function distributed(elements, axis) {
    const side = axis === "x" ? "w" : "h";
    const inOrder = [...elements].sort((a, b) => a[axis] - b[axis]);
    if (inOrder.length < 3) {
        return new Map();
    }
    const around = boxAround(inOrder);
    const taken = inOrder.reduce((sum, element) => sum + element[side], 0);
    const gap = (around[side] - taken) / (inOrder.length - 1);
    let next = around[axis];
    return new Map(
        inOrder.map((element) => {
            const place = [element.id, { [axis]: rounded(next) }];
            next += element[side] + gap;
            return place;
        }),
    );
}
