const { DateTime } = luxon;

/** When a session begins, on the venue's clock, whatever the display's own is. */
export function startOf({ start, tz }) {
    return DateTime.fromISO(start, { zone: "utc" }).setZone(tz || "utc");
}

/** @returns {number} whole days from today on the venue's calendar */
export function daysUntil(card) {
    const start = startOf(card);
    const today = DateTime.now().setZone(start.zone).startOf("day");
    return Math.round(start.startOf("day").diff(today, "days").days);
}
