import { GateApiError } from "./gate_api.js";

const DOUBLES = "doubles";

/** Tells the server what was decided without it, and keeps what it contradicts. */
export class Upload {
    /** @param {import("../utils/scan_log").ScanLog} log */
    constructor(api, store, log, now) {
        Object.assign(this, { api, store, log, now });
        this.doubles = [];
        this.isSending = false;
    }

    async load() {
        this.doubles = (await this.store.get("kept", DOUBLES)) ?? [];
    }

    async send() {
        if (this.isSending) {
            return;
        }
        this.isSending = true;
        try {
            let size;
            let before = Infinity;
            while (this.log.queue.length && (size || this.log.queue.length < before)) {
                before = this.log.queue.length; // the same again: it answered something else
                size = await this.sendBatch(size);
            }
        } finally {
            this.isSending = false;
        }
    }

    /**
     * One scan that the server cannot read must not keep the others from it.
     *
     * @returns {Promise<number | undefined>} how many to send next, if not as many as go
     */
    async sendBatch(size) {
        const batch = this.log.batch(size);
        try {
            const { scans } = await this.api.scans(batch);
            await this.settle(scans);
        } catch (error) {
            if (!(error instanceof GateApiError)) {
                throw error;
            }
            if (batch.length > 1) {
                return Math.ceil(batch.length / 2);
            }
            const { message } = error;
            await this.settle([{ ...batch[0], result: "refuse", message, ticket: null }]);
        }
    }

    async settle(answers) {
        const conflicts = await this.log.settle(answers, this.now());
        if (conflicts.length) {
            this.doubles.push(...conflicts.map(double));
            await this.store.put("kept", DOUBLES, this.doubles);
        }
    }

    /** Staff have seen them; the server keeps them. */
    async forget() {
        this.doubles = [];
        await this.store.remove("kept", [DOUBLES]);
    }
}

function double({ answer, scan }) {
    return {
        scan_id: answer.scan_id,
        message: answer.message,
        number: answer.ticket?.number ?? scan.number ?? null,
        place: answer.ticket?.place ?? null,
        scanned_at: scan.scanned_at,
        first: answer.conflict?.first ?? null,
    };
}
