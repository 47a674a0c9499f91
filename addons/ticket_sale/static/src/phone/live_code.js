/**
 * Codes that change every few seconds: the phone's half, and what the gate shares with it.
 * Twin of ticket_sale/tools/rotating_code.py, held to tests/vectors/rotating_code.json.
 */
import { toCrockford } from "./crockford.js";

export const PREFIX = "T2";
export const STEP_SECONDS = 15;
export const TOKEN_LENGTH = 146;
export const CODE_LENGTH = 166;
export const MAC_LENGTH = 8;
const KEY_LENGTH = 16;
const HMAC = { name: "HMAC", hash: "SHA-256" };

/** @param {string} text hexadecimal */
export function fromHex(text) {
    return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** The number of the step that a time lies in. */
export function stepAt(milliseconds, seconds = STEP_SECONDS) {
    return Math.floor(milliseconds / 1000 / seconds);
}

/** How many milliseconds are left of the step. */
export function leftOfStep(milliseconds, seconds = STEP_SECONDS) {
    const length = seconds * 1000;
    return length - (milliseconds % length);
}

function bigEndian(number, size) {
    const bytes = new Uint8Array(size);
    let rest = BigInt(number);
    for (let index = size - 1; index >= 0; index--) {
        bytes[index] = Number(rest & 255n);
        rest >>= 8n;
    }
    return bytes;
}

async function sign(key, message) {
    return new Uint8Array(await crypto.subtle.sign("HMAC", key, message));
}

/**
 * @param {Uint8Array} key 16 bytes
 * @returns {Promise<CryptoKey>} which no script can read again
 */
export function importKey(key) {
    return crypto.subtle.importKey("raw", key, HMAC, false, ["sign"]);
}

/**
 * The key of one ticket, as a gate derives it.
 *
 * @param {Uint8Array} secret of the session
 * @param {string | bigint} ticket its number
 */
export async function ticketKey(secret, ticket) {
    const mac = await sign(await importKey(secret), bigEndian(ticket, 8));
    return mac.slice(0, KEY_LENGTH);
}

/** The proof that whoever has the key showed the code in this step. */
export async function proof(key, step) {
    return (await sign(key, bigEndian(step, 4))).slice(0, MAC_LENGTH);
}

/**
 * The rotating code of a static token in one step of time.
 *
 * @param {string} token T1…
 * @param {CryptoKey} key
 * @param {number} step
 */
export async function liveCode(token, key, step) {
    const tail = new Uint8Array(4 + MAC_LENGTH);
    tail.set(bigEndian(step, 4));
    tail.set(await proof(key, step), 4);
    return PREFIX + token.slice(PREFIX.length) + toCrockford(tail);
}
