/** Keeps a pointer's events on the element while it is pressed. */
export function capture(element, pointerId) {
    try {
        element.setPointerCapture(pointerId);
    } catch (error) {
        // A pointer made by a test, or gone already, cannot be captured.
        if (error.name !== "NotFoundError" && error.name !== "InvalidPointerId") {
            throw error;
        }
    }
}
