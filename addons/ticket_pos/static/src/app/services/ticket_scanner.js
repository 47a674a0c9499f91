import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";

/**
 * Who may know a scanned code, by name: `{ sequence, scan: async (code, {pos, dialog, env})
 * => bool }`. They are asked one after the other until one says that the code is its own.
 */
export const deskScans = registry.category("ticket_desk_scans");

const BY_DEFAULT = 50;

function bySequence(owners) {
    return [...owners].sort((a, b) => (a.sequence ?? BY_DEFAULT) - (b.sequence ?? BY_DEFAULT));
}

/** The one scanner of the counter: whatever is held under it finds its owner. */
export class TicketScanner {
    constructor(env, { pos, dialog, notification }) {
        this.notification = notification;
        this.context = { pos, dialog, env };
    }

    /**
     * @param {string} code as it was read
     * @returns {Promise<boolean>} whether somebody knew it; also true when the server
     * refused or could not be asked, which the cashier has been told
     */
    async scan(code) {
        const text = String(code || "").trim();
        try {
            for (const { scan } of bySequence(deskScans.getAll())) {
                if (text && (await scan(text, this.context))) {
                    return true;
                }
            }
        } catch (error) {
            const lost = error instanceof ConnectionLostError;
            if (!lost && !error?.data?.message) {
                throw error;
            }
            const refusal = lost
                ? _t("No connection: this code cannot be looked up now.")
                : error.data.message;
            this.notification.add(refusal, { type: "danger" });
            return true;
        }
        return false;
    }
}

export const ticketScannerService = {
    dependencies: ["pos", "dialog", "notification"],
    start(env, services) {
        return new TicketScanner(env, services);
    },
};

registry.category("services").add("ticket_scanner", ticketScannerService);
