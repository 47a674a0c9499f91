import { RentalDialog } from "@ticket_pos/app/components/rental_dialog/rental_dialog";
import { splitMinutes } from "@ticket_pos/utils/rental";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/** Gives out and takes back equipment: asks the server, and fills the cart with what it says. */
export class TicketRental {
    constructor(env, services) {
        this.setup(env, services);
    }

    setup(env, { pos, orm, notification, dialog }) {
        this.env = env;
        this.pos = pos;
        this.orm = orm;
        this.notification = notification;
        this.dialog = dialog;
    }

    call(method, args = []) {
        return this.orm.call("pos.config", method, [[this.pos.config.id], ...args]);
    }

    shelf() {
        return this.call("rental_shelf");
    }

    open(loan) {
        this.dialog.add(RentalDialog, { loan });
    }

    /**
     * A thing on the shelf goes out at once; for one that is out the cashier says how it came back.
     *
     * @returns {Promise<boolean>} whether the code is a thing's or a loan's
     */
    async scan(code) {
        let found;
        try {
            found = await this.call("rental_scan", [code]);
        } catch (error) {
            this.notification.add(
                error.data?.message || _t("No connection: nothing was changed."),
                {
                    type: "danger",
                },
            );
            return true;
        }
        if (found.item) {
            await this.giveOut(found.item);
        } else if (found.loan) {
            this.open(found.loan);
        }
        return Boolean(found);
    }

    async giveOut(item, card = "") {
        const order = this.order;
        if (order.lines.some((line) => line.ticket_rental?.item_id === item.id)) {
            this.notification.add(_t("%(item)s is in the order already.", { item: item.name }), {
                type: "warning",
            });
            return;
        }
        await this.addLine(order, {
            act: "out",
            price: item.deposit,
            qty: 1,
            rental: { item_id: item.id, card: card.trim() },
            label: `${item.name} (${item.code})`,
            note: item.terms,
        });
        this.show(order);
    }

    /** Stops the clock; what is owed and what is given back go into the cart. */
    async takeBack(loan, outcome, compensation, note) {
        const back = await this.call("rental_back", [
            loan.id,
            outcome,
            compensation,
            note || false,
        ]);
        const order = this.order;
        const before = order.lines.filter((line) => line.ticket_rental?.loan_id === loan.id);
        before.forEach((line) => order.removeOrderline(line));
        for (const { act, price, qty } of back.lines) {
            await this.addLine(order, {
                act,
                price,
                qty,
                rental: { loan_id: loan.id },
                label: `${back.item} (${back.code})`,
                note: act === "charge" ? `${back.name} · ${this.duration(back.minutes)}` : "",
            });
        }
        this.show(order);
    }

    async resume(loan) {
        await this.call("rental_resume", [loan.id]);
        for (const order of this.pos.models["pos.order"].filter((other) => !other.finalized)) {
            const line = order.lines.find((mine) => mine.ticket_rental?.loan_id === loan.id);
            if (line) {
                order.removeOrderline(line);
            }
        }
    }

    duration(minutes) {
        const parts = splitMinutes(minutes);
        return parts.days
            ? _t("%(days)s d %(hours)s h %(minutes)s min", parts)
            : _t("%(hours)s h %(minutes)s min", parts);
    }

    get order() {
        const order = this.pos.getOrder();
        return order && !order.finalized ? order : this.pos.addNewOrder();
    }

    show(order) {
        this.pos.navigate("ProductScreen", { orderUuid: order.uuid });
    }

    async addLine(order, { act, price, qty, rental, label, note }) {
        const products = this.pos.models["product.product"];
        const productId = this.pos.config._rental_product_ids[act];
        if (!products.get(productId)) {
            await this.pos.loadNewProducts([["product_variant_ids", "in", [productId]]]);
        }
        const product = products.get(productId);
        await this.pos.addLineToOrder(
            {
                product_id: product,
                product_tmpl_id: product.product_tmpl_id,
                price_unit: price,
                price_type: "automatic",
                qty,
                customer_note: note,
                ticket_rental: { ...rental, act, label },
            },
            order,
            {},
            false,
        );
    }
}

export const ticketRentalService = {
    dependencies: ["pos", "orm", "notification", "dialog"],
    start(env, services) {
        return new TicketRental(env, services);
    },
};

registry.category("services").add("ticket_rental", ticketRentalService);
