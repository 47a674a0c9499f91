const QUERIES = ["(prefers-contrast: more)", "(forced-colors: active)"];

/** Whether the person has asked the system for more contrast. */
export function wantsContrast() {
    return QUERIES.some((query) => window.matchMedia(query).matches);
}

/** @returns {() => void} stops calling back when the wish changes */
export function onContrastChange(callback) {
    const lists = QUERIES.map((query) => window.matchMedia(query));
    lists.forEach((list) => list.addEventListener("change", callback));
    return () => lists.forEach((list) => list.removeEventListener("change", callback));
}
