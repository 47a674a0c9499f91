import "@ticket_pos/app/models/pos_order"; // patched first: its getters are narrowed here
import "@ticket_pos/app/models/pos_order_line";
import { PosOrder } from "@point_of_sale/app/models/pos_order";
import { PosOrderline } from "@point_of_sale/app/models/pos_order_line";
import { packagesOf } from "@ticket_pos/utils/packages";
import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

patch(PosOrder.prototype, {
    /** Tickets of packages have their own price and come and go with the package. */
    get ticketLines() {
        return super.ticketLines.filter((line) => !line.ticket_package);
    },
    /** Whether anything sold here is a ticket, singly or in a package. */
    get hasTickets() {
        return this.lines.some((line) => line.isTicketLine && !line.refunded_orderline_id);
    },
    get packageLines() {
        return this.lines.filter((line) => line.ticket_package && !line.refunded_orderline_id);
    },
    /** What was sold together: `{ key, name, lines }`. */
    get ticketPackages() {
        return packagesOf(this.packageLines);
    },
    getLinesToCompute() {
        return super.getLinesToCompute().filter((line) => !line.ticket_package);
    },
    /** Who takes a part of a package out of the order takes the package out. */
    removeOrderline(line) {
        const key = line.ticket_package?.key;
        const rest = this.packageLines.filter(
            (other) => other !== line && other.ticket_package.key === key,
        );
        const result = super.removeOrderline(...arguments);
        if (key && !this.finalized) {
            for (const other of rest) {
                other.delete();
            }
        }
        return result;
    },
});

patch(PosOrderline.prototype, {
    canBeMergedWith(orderline) {
        return (
            !this.ticket_package && !orderline.ticket_package && super.canBeMergedWith(...arguments)
        );
    },
    setQuantity(quantity) {
        if (!this.ticket_package || this.refunded_orderline_id || this.isTicketLine) {
            return super.setQuantity(...arguments);
        }
        if (quantity === "") {
            return this.order_id.removeOrderline(this);
        }
        return {
            title: _t("This belongs to a package"),
            body: _t("Take the package out of the order, or leave it as it is."),
        };
    },
});
