/** What can be told apart at a zoom, by the diameter of a seat in CSS pixels. */
export const FAR = 0; // sections, seats as a haze
export const MIDDLE = 1; // seats as shapes
export const NEAR = 2; // seats with their numbers

const SHAPES_FROM = 5;
const NUMBERS_FROM = 17;
/** A mouse can hit a seat of this size; a finger needs 44 px with the room around it. */
const MOUSE_TARGET = 5;
const TOUCH_TARGET = 20;

/** @param {number} diameter in CSS pixels */
export function detailOf(diameter) {
    if (diameter < SHAPES_FROM) {
        return FAR;
    }
    return diameter < NUMBERS_FROM ? MIDDLE : NEAR;
}

/** Whether a tap picks a seat; when not, it comes closer first. */
export function canPick(diameter, isTouch) {
    return diameter >= (isTouch ? TOUCH_TARGET : MOUSE_TARGET);
}

/** @returns {number} scale at which a finger can pick seats of this radius */
export function pickScale(radius, isTouch) {
    return (isTouch ? TOUCH_TARGET * 1.3 : NUMBERS_FROM * 1.2) / (2 * radius);
}
