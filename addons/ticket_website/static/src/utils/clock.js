/**
 * The rest of a time as people read it: 605 -> "10:05", 0 or less -> "0:00".
 */
export function formatRest(seconds) {
    const rest = Math.max(0, Math.floor(seconds));
    const minutes = Math.floor(rest / 60);
    return `${minutes}:${String(rest % 60).padStart(2, "0")}`;
}

/** A long time in its parts: 90061 -> 1 day, "01" hour, "01" minute, "01" second. */
export function countdownParts(seconds) {
    const rest = Math.max(0, Math.ceil(seconds));
    const two = (number) => String(number).padStart(2, "0");
    return {
        days: String(Math.floor(rest / 86400)),
        hours: two(Math.floor(rest / 3600) % 24),
        minutes: two(Math.floor(rest / 60) % 60),
        seconds: two(rest % 60),
    };
}
