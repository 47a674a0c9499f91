import { pinyinInitials } from "./pinyin.js";

/**
 * Whether a session answers to what was typed: its show or hall has it, or its Chinese
 * name begins the words so in pinyin.
 *
 * @param {{show: string, hall: string}} session
 * @param {string} wanted
 * @param {(text: string) => string} normalize takes case and accents away
 */
export function answersTo(session, wanted, normalize) {
    const text = normalize(wanted.trim());
    if (!text) {
        return true;
    }
    return [session.show, session.hall].some(
        (name) =>
            normalize(name).includes(text) ||
            pinyinInitials(name).includes(text.replace(/\s/g, "")),
    );
}

/** The session that starts next; when all are running, the last one that began. */
export function nextToStart(sessions) {
    return sessions.find((session) => !session.started) || sessions.at(-1) || null;
}

/** Whole minutes from now to a moment, 0 when it has passed. */
export function minutesUntil(moment, now) {
    return Math.max(0, Math.ceil((moment - now) / 60000));
}
