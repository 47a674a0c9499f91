import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { TicketFindDialog } from "@ticket_pos/app/components/ticket_find/ticket_find_dialog";
import { scannedKind } from "@ticket_pos/utils/find_text";

/**
 * Finds orders and tickets by whatever a customer brings.
 *
 * What can be done with a found order stands in the registry `ticket_find_acts`: `{ label,
 * icon, sequence, isShown(result, ctx), run(result, ctx) }`, where `result` is a card of
 * `pos.config.ticket_find` and `ctx` is `{ pos, dialog, notification, env, chosen()` (ids of
 * the tickets that are ticked), `refresh()`, `close() }`.
 */
export class TicketFind {
    constructor({ pos, orm, dialog }) {
        this.pos = pos;
        this.orm = orm;
        this.dialog = dialog;
    }

    /** Ask the server in the name of this till. */
    call(method, args = []) {
        return this.orm.call("pos.config", method, [[this.pos.config.id], ...args]);
    }

    find(text, kind = null) {
        return this.call("ticket_find", [text, kind, this.pos.ticketDesk.sessionId || false]);
    }

    open(values = {}) {
        this.close?.();
        this.close = this.dialog.add(TicketFindDialog, values, {
            onClose: () => (this.close = null),
        });
    }

    /** @returns {Promise<boolean>} whether the code was of a ticket or an order */
    async scan(code) {
        const kind = scannedKind(code);
        if (!kind) {
            return false;
        }
        const answer = await this.find(code, kind);
        if (kind === "order" && !answer.results.length) {
            return false;
        }
        this.open({ text: kind === "order" ? code : "", asked: code, answer });
        return true;
    }
}

export const ticketFindService = {
    dependencies: ["pos", "orm", "dialog"],
    start(env, services) {
        return new TicketFind(services);
    },
};

registry.category("services").add("ticket_find", ticketFindService);

const service = (env) => env.services.ticket_find;

registry.category("ticket_desk_actions").add("find", {
    label: _t("Find"),
    icon: "fa-search",
    shortcut: "alt+f",
    sequence: 10,
    isShown: () => true,
    run: ({ env }) => service(env).open(),
});

registry.category("ticket_desk_scans").add("find", {
    sequence: 20,
    scan: (code, { env }) => service(env).scan(code),
});
