const PATH = "/ticket/api/v1/kiosk/";
export const TIMEOUT = 15000;

/** The request got no answer: we do not know whether it arrived. */
export class NoAnswer extends Error {}

/** The server knows no kiosk with this token. */
export class NotPaired extends Error {}

/** The server refused, in words for the customer. */
export class Refused extends Error {
    constructor({ code, message, details }) {
        super(message);
        this.code = code;
        this.details = details;
    }
}

/** Speaks for one kiosk. Uses no cookie: the token is all it has. */
export class KioskApi {
    constructor({ db }) {
        this.db = db;
        this.token = "";
        this.lang = "en_US";
    }

    get headers() {
        return {
            Authorization: `Bearer ${this.token}`,
            "Accept-Language": this.lang.replace("_", "-"),
            "X-Odoo-Database": this.db,
        };
    }

    /** @param {string} name of the call @param {object} body */
    async call(name, body = {}) {
        const response = await this.send(PATH + name, {
            method: "POST",
            body: JSON.stringify(body),
        });
        const content = await response.json().catch(() => null);
        if (response.ok && content) {
            return content;
        }
        throw this.failure(response, content);
    }

    /** A picture, or nothing when there is none. */
    async picture(name, body) {
        const response = await this.send(PATH + name, {
            method: "POST",
            body: JSON.stringify(body),
        });
        const blob = response.ok ? await response.blob() : null;
        return blob?.size ? URL.createObjectURL(blob) : "";
    }

    /** A file of the seat map; `cache: "no-cache"` asks with the ETag. */
    file(url, options = {}) {
        return this.send(url, { method: "GET", ...options });
    }

    failure(response, content) {
        const error = content?.error ?? { code: "unknown", message: response.statusText };
        if (response.status === 401) {
            return new NotPaired(error.message);
        }
        if (response.status >= 500 && response.status !== 503) {
            return new NoAnswer(error.message);
        }
        return new Refused(error);
    }

    async send(url, options) {
        const headers = { ...this.headers };
        if (options.body) {
            headers["Content-Type"] = "application/json";
        }
        try {
            return await fetch(url, {
                ...options,
                headers,
                credentials: "omit",
                signal: AbortSignal.timeout(TIMEOUT),
            });
        } catch (error) {
            throw new NoAnswer(error.message);
        }
    }
}
