import { TicketPackageDialog } from "@ticket_pos/app/components/ticket_package_dialog/ticket_package_dialog";
import { deskActions } from "@ticket_pos/app/services/ticket_desk_actions";
import { holdsOf, seatsIn } from "@ticket_pos/utils/packages";
import { summarise } from "@ticket_pos/utils/selection";
import { uuidv4 } from "@point_of_sale/utils";
import { AlertDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

const TICK_MS = 2000;

/** Packages at the counter: their places are held, priced and given back as a whole. */
export class TicketPackageDesk {
    constructor(env, { pos, dialog, notification, ticket_server }) {
        this.pos = pos;
        this.dialog = dialog;
        this.notification = notification;
        this.server = ticket_server;
        this.held = new Map();
        this.busy = 0;
    }

    start() {
        browser.setInterval(() => this.tick(), TICK_MS);
    }

    open() {
        this.dialog.add(TicketPackageDialog, {});
    }

    load() {
        return this.server.call("ticket_packages");
    }

    quote(packageId, choice, units) {
        return this.server.call("ticket_package_quote", [packageId, choice, units]);
    }

    /** Hold packages and put them into the order; without seats the best ones. */
    async add(offer, choice, units, seatIds = []) {
        const current = this.pos.getOrder();
        const order = !current || current.finalized ? this.pos.addNewOrder() : current;
        this.busy++;
        try {
            const { seconds, packages } = await this.server.call("ticket_package_hold", [
                offer.id,
                choice,
                units,
                seatIds,
                order.getPartner()?.id || false,
            ]);
            const until = Date.now() + seconds * 1000;
            for (const lines of packages) {
                const of = { package_id: offer.id, key: uuidv4(), name: offer.name };
                for (const line of lines) {
                    await this.addLine(order, line, of, until);
                }
            }
            this.remember(order);
        } finally {
            this.busy--;
        }
        await this.pos.ticketDesk.refreshAvailability();
        return order;
    }

    async addLine(order, { product_id, qty, price_unit, seats, ...shown }, of, until) {
        const product = await this.pos.ticketDesk.cart.lines.loadProduct(product_id);
        const values = { qty, price_unit, ticket_package: of };
        if (seats) {
            values.ticket_selection = {
                ...shown,
                seats: seats.map((seat) => ({ ...seat, until })),
            };
        }
        await this.pos.addLineToOrder(
            {
                ...values,
                product_id: product,
                product_tmpl_id: product.product_tmpl_id,
                price_type: "manual",
            },
            order,
            {},
            false,
        );
    }

    remove(order, key) {
        const line = order.packageLines.find((candidate) => candidate.ticket_package.key === key);
        if (line) {
            order.removeOrderline(line);
        }
    }

    /** Before money is taken: every place of every package is still ours. */
    async secure(order) {
        if (!order?.packageLines.length) {
            return true;
        }
        this.busy++;
        try {
            const holds = holdsOf(order.packageLines);
            const { lost, seconds } = await this.server.call("ticket_package_secure", [holds]);
            const gone = order.ticketPackages.filter(({ lines }) =>
                seatsIn(lines).some((seat) => lost.includes(seat.place_id)),
            );
            for (const { key } of gone) {
                this.remove(order, key);
            }
            this.prolong(order, Date.now() + seconds * 1000);
            if (gone.length) {
                this.tellLost(gone);
            }
            return !gone.length;
        } catch (error) {
            const message = error?.data?.message;
            this.notification.add(message || _t("No connection: packages cannot be sold now."), {
                type: "danger",
            });
            return false;
        } finally {
            this.busy--;
        }
    }

    prolong(order, until) {
        for (const line of order.packageLines.filter((candidate) => candidate.isTicketLine)) {
            const { seats, ...selection } = line.ticket_selection;
            line.ticket_selection = {
                ...selection,
                seats: seats.map((seat) => ({ ...seat, until })),
            };
        }
        this.remember(order);
    }

    tellLost(packages) {
        this.dialog.add(AlertDialog, {
            title: _t("The time for the package was over"),
            body: _t("%(packages)s has been taken out of the order. Please choose again.", {
                packages: packages.map(({ name }) => name).join(", "),
            }),
        });
    }

    remember(order) {
        for (const seat of seatsIn(order.packageLines)) {
            this.held.set(seat.place_id, seat);
        }
    }

    /** Places whose package left every order go back; what ran out is taken out. */
    async tick() {
        if (this.busy) {
            return;
        }
        const orders = this.pos.models["pos.order"].filter((order) => order.packageLines.length);
        const kept = new Set();
        for (const order of orders) {
            for (const seat of seatsIn(order.packageLines)) {
                kept.add(seat.place_id);
                this.held[order.finalized ? "delete" : "set"](seat.place_id, seat);
            }
            if (!order.finalized && !order.payment_ids.length) {
                this.dropExpired(order);
            }
        }
        const orphans = [...this.held.values()].filter((seat) => !kept.has(seat.place_id));
        if (orphans.length) {
            orphans.forEach((seat) => this.held.delete(seat.place_id));
            const holds = holdsOf([{ ticket_selection: { seats: orphans } }]);
            await this.server.call("ticket_release", [holds], { silent: true }).catch(() => {});
            await this.pos.ticketDesk.refreshAvailability();
        }
    }

    dropExpired(order) {
        for (const { key, name, lines } of order.ticketPackages) {
            const seats = seatsIn(lines);
            if (seats.some((seat) => seat.until && seat.until < Date.now())) {
                this.remove(order, key);
                this.notification.add(
                    _t("The time for %(name)s was over: %(seats)s", {
                        name,
                        seats: summarise(seats.map((seat) => seat.label)).join("; "),
                    }),
                    { type: "warning", sticky: true },
                );
            }
        }
    }
}

export const ticketPackageService = {
    dependencies: ["pos", "dialog", "notification", "ticket_server"],
    start(env, services) {
        const packages = new TicketPackageDesk(env, services);
        packages.start();
        return packages;
    },
};

registry.category("services").add("ticket_package", ticketPackageService);

deskActions.add("packages", {
    label: _t("Packages"),
    icon: "fa-cubes",
    shortcut: "alt+q",
    sequence: 48,
    isShown: (pos) => Boolean(pos.config.ticket_selling),
    run: ({ env }) => env.services.ticket_package.open(),
});
