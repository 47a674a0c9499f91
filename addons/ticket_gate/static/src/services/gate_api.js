const PATH = "/ticket/api/v1/gate/";
export const TIMEOUT = 5000;
/** For what is asked again in a moment. */
const PULSE_TIMEOUT = 2000;
/** For what is large and nobody waits for. */
const LONG_TIMEOUT = 30000;
const PHOTO = /^gate\/(pass\/\d{12}\/photo)$/;

/** The request got no answer: we do not know whether it arrived. */
export class NoAnswer extends Error {}

/** The server refuses this device: the token is wrong or was revoked. */
export class NotPaired extends Error {
    /** @param {{code?: string, message: string}} error */
    constructor({ code, message }) {
        super(message);
        this.code = code;
    }
}

/** The server answered with an error. */
export class GateApiError extends Error {
    constructor({ code, message, details }) {
        super(message);
        this.code = code;
        this.details = details;
    }
}

/** Speaks the gate API for one device. Uses no cookie: the token is all it has. */
export class GateApi {
    /** @param {{token: string, lang: string, db: string}} options */
    constructor({ token, lang, db }) {
        this.headers = {
            Authorization: `Bearer ${token}`,
            "Accept-Language": lang.replace("_", "-"),
            "Content-Type": "application/json",
            "X-Odoo-Database": db,
        };
    }

    scan(scan) {
        return this.call("scan", scan);
    }

    heartbeat(state) {
        return this.call("heartbeat", state);
    }

    /** The lane's state and the alarm, and nothing else. */
    pulse() {
        return this.call("pulse", undefined, PULSE_TIMEOUT);
    }

    /** @param {object[]} scans made without the network */
    scans(scans) {
        return this.call("scans", { scans }, LONG_TIMEOUT);
    }

    /** What the device needs to decide alone. */
    package() {
        return this.call("package", undefined, LONG_TIMEOUT);
    }

    /**
     * The tickets of a session.
     *
     * @param {number} session
     * @param {string | null} since only what changed after this answer
     */
    tickets(session, since) {
        const query = new URLSearchParams({ session, ...(since && { since }) });
        return this.call(`package/tickets?${query}`, undefined, LONG_TIMEOUT);
    }

    /** Find tickets by number, place or name. */
    search(query) {
        return this.call("search", { query });
    }

    /**
     * The face on a pass.
     *
     * @param {string} path as the answer to a scan tells it
     * @returns {Promise<Blob>}
     */
    async photo(path) {
        const [, name] = path.match(PHOTO) ?? [];
        if (!name) {
            throw new GateApiError({ code: "unknown", message: path });
        }
        const response = await this.send(name, undefined, TIMEOUT);
        if (!response.ok) {
            throw new GateApiError({ code: "not_found", message: response.statusText });
        }
        return response.blob();
    }

    async call(name, body, timeout = TIMEOUT) {
        const response = await this.send(name, body, timeout);
        const content = await response.json().catch(() => null);
        if (response.ok && content) {
            return content;
        }
        const error = content?.error ?? { code: "unknown", message: response.statusText };
        if (response.status === 401) {
            throw new NotPaired(error);
        }
        if (response.status >= 500) {
            throw new NoAnswer(error.message);
        }
        throw new GateApiError(error);
    }

    async send(name, body, timeout) {
        try {
            return await fetch(PATH + name, {
                method: body ? "POST" : "GET",
                headers: this.headers,
                body: body && JSON.stringify(body),
                credentials: "omit",
                signal: AbortSignal.timeout(timeout),
            });
        } catch (error) {
            throw new NoAnswer(error.message);
        }
    }
}

/** Exchange a pairing code, good once and for minutes, for this device's token. */
export async function redeem(code, { lang, db }) {
    const response = await fetch(`${PATH}pair`, {
        method: "POST",
        headers: {
            "Accept-Language": lang.replace("_", "-"),
            "Content-Type": "application/json",
            "X-Odoo-Database": db,
        },
        body: JSON.stringify({ code }),
        credentials: "omit",
    });
    const content = await response.json();
    if (!content.token) {
        throw new NotPaired(content.error ?? { message: response.statusText });
    }
    return content.token;
}

/** The lanes that whoever is signed in may take; nobody's without the network. */
export async function askLanes() {
    try {
        const response = await fetch("/gate/lanes", { cache: "no-store" });
        return await response.json();
    } catch {
        return { user: null, gates: [] };
    }
}

/** Ask the server, as the user who is signed in, for a token for this browser. */
export async function pairAsUser(gateId, lang) {
    const response = await fetch("/gate/pair", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ jsonrpc: "2.0", params: { gate_id: gateId, lang } }),
    });
    const { result } = await response.json();
    if (!result?.token) {
        throw new NotPaired({ message: result?.error ?? response.statusText });
    }
    return result.token;
}
