/**
 * The rest of a time as people read it: 605 -> "10:05", 0 or less -> "0:00".
 */
export function formatRest(seconds) {
    const rest = Math.max(0, Math.floor(seconds));
    const minutes = Math.floor(rest / 60);
    return `${minutes}:${String(rest % 60).padStart(2, "0")}`;
}
