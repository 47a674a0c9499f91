/**
 * What a scanned code says, proven without the network: twin of reading and judging in
 * ticket_sale/tools/token.py and rotating_code.py, held to tests/vectors.
 */
import { fromCrockford } from "../../../../ticket_sale/static/src/phone/crockford.js";
import {
    CODE_LENGTH,
    fromHex,
    importKey,
    MAC_LENGTH,
    PREFIX,
    proof,
    stepAt,
    ticketKey,
    TOKEN_LENGTH,
} from "../../../../ticket_sale/static/src/phone/live_code.js";

const STATIC_PREFIX = "T1";
const VERSION = 1;
const HEAD_LENGTH = 26;
const SIGNATURE_LENGTH = 64;
const MEDIA = ["phone", "paper", "pdf", "wallet", "partner"];

/** The text is no code of ours: noise, or a part of one. */
export class Malformed extends Error {}
/** It looks like one of ours, and none of our keys signed it. */
export class Forged extends Error {}
/** It names a key that this device was not told: it cannot know. */
export class UnknownKey extends Forged {}

/**
 * What is the same in all codes of one ticket, however often they change; another text
 * is returned as it is.
 *
 * @param {string} text
 */
export function identityOf(text) {
    const code = text.trim().toUpperCase();
    const isSigned =
        (code.startsWith(PREFIX) && code.length === CODE_LENGTH) ||
        (code.startsWith(STATIC_PREFIX) && code.length === TOKEN_LENGTH);
    return isSigned ? code.slice(PREFIX.length, TOKEN_LENGTH) : text;
}

/**
 * Read a static token or a rotating code and check its signature.
 *
 * @param {string} text
 * @param {Object<string, string>} keys public keys in hexadecimal by number
 * @returns {Promise<{claims: object, step: number | null, mac: Uint8Array}>}
 * @throws {Malformed | Forged} the browser's own error when it knows no Ed25519
 */
export async function readCode(text, keys) {
    const code = text.trim().toUpperCase();
    const isLive = code.startsWith(PREFIX);
    if (!isLive && !code.startsWith(STATIC_PREFIX)) {
        throw new Malformed("not a ticket code");
    }
    const blob = fromCrockford(code.slice(PREFIX.length, TOKEN_LENGTH));
    const tail = fromCrockford(code.slice(TOKEN_LENGTH));
    if (code.length !== (isLive ? CODE_LENGTH : TOKEN_LENGTH) || !blob || !tail) {
        throw new Malformed("not a ticket code");
    }
    const { claims, key } = unpack(blob);
    if (!(key in keys)) {
        throw new UnknownKey(`no key ${key}`);
    }
    await checkSignature(blob, keys[key]);
    return {
        claims,
        step: isLive ? new DataView(tail.buffer).getUint32(0) : null,
        mac: isLive ? tail.slice(4) : new Uint8Array(),
    };
}

/**
 * Tell whether a code whose signature holds is good at `now`, in milliseconds.
 *
 * @param {{claims: object, step: number | null, mac: Uint8Array}} code
 * @param {{secrets: string[], fixed: string[], step_seconds?: number,
 *  tolerance?: number} | null} rotation null when the session's codes do not rotate
 * @returns {Promise<"ok" | "stale_code" | "live_code_needed" | "forged">}
 */
export async function judge({ claims, step, mac }, rotation, now) {
    if (!rotation) {
        return "ok";
    }
    if (step === null) {
        return rotation.fixed.includes(claims.medium) ? "ok" : "live_code_needed";
    }
    for (const [number, secret] of rotation.secrets.entries()) {
        const key = await importKey(await ticketKey(fromHex(secret), claims.ticket));
        if (isSame(mac, await proof(key, step))) {
            const apart = Math.abs(step - stepAt(now, rotation.step_seconds));
            return number === 0 && apart <= (rotation.tolerance ?? 2) ? "ok" : "stale_code";
        }
    }
    return "forged";
}

function unpack(blob) {
    const view = new DataView(blob.buffer);
    const first = view.getUint8(0);
    if (first >> 4 !== VERSION) {
        throw new Malformed("unknown version");
    }
    const flags = view.getUint8(1);
    const claims = {
        ticket: String(view.getBigUint64(2)),
        session: view.getUint32(10),
        type: (view.getUint8(14) << 16) | view.getUint16(15),
        valid_from: view.getUint32(17),
        valid_to: view.getUint32(21),
        admits: view.getUint8(25),
        flags,
        medium: MEDIA[flags & 7] ?? null,
    };
    return { claims, key: first & 15 };
}

async function checkSignature(blob, publicKey) {
    const algorithm = { name: "Ed25519" };
    const key = await crypto.subtle.importKey("raw", fromHex(publicKey), algorithm, false, [
        "verify",
    ]);
    const head = blob.slice(0, HEAD_LENGTH);
    const signature = blob.slice(HEAD_LENGTH, HEAD_LENGTH + SIGNATURE_LENGTH);
    if (!(await crypto.subtle.verify(algorithm, key, signature, head))) {
        throw new Forged("signature does not hold");
    }
}

/** Compares in a time that tells nothing about where the difference lies. */
function isSame(one, other) {
    let difference = one.length ^ MAC_LENGTH;
    for (let index = 0; index < MAC_LENGTH; index++) {
        difference |= one[index] ^ other[index];
    }
    return difference === 0;
}
