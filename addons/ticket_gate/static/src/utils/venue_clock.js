/**
 * The time at the venue, which tickets and refusals speak of: a device at the door may be
 * set to any zone.
 *
 * @param {Date} time
 * @param {number | undefined} offset seconds from UTC; the device's own clock without it
 * @returns {string} such as 19:30:05
 */
export function venueClock(time, offset) {
    const seconds = offset ?? -60 * time.getTimezoneOffset();
    return new Date(time.getTime() + 1000 * seconds).toISOString().slice(11, 19);
}
