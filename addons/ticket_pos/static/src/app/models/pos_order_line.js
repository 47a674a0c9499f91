import { PosOrderline } from "@point_of_sale/app/models/pos_order_line";
import { summarise } from "@ticket_pos/utils/selection";
import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

patch(PosOrderline.prototype, {
    /** A line of places that are being sold, or were. */
    get isTicketLine() {
        return Boolean(this.ticket_selection?.seats?.length);
    },
    get ticketSeatLines() {
        return this.isTicketLine
            ? summarise(this.ticket_selection.seats.map((seat) => seat.label))
            : [];
    },
    get orderDisplayProductName() {
        const name = super.orderDisplayProductName;
        return this.isTicketLine
            ? {
                  ...name,
                  name: `${this.ticket_selection.type_name} · ${this.ticket_selection.zone_name}`,
              }
            : name;
    },
    setFullProductName() {
        super.setFullProductName();
        if (this.isTicketLine) {
            const { session_name, type_name } = this.ticket_selection;
            this.full_product_name = [type_name, session_name, ...this.ticketSeatLines].join(" · ");
        }
    },
    canBeMergedWith(orderline) {
        return !this.isTicketLine && !orderline.isTicketLine && super.canBeMergedWith(...arguments);
    },
    /** Quantity is the number of places: emptying it removes the line, nothing else changes it. */
    setQuantity(quantity) {
        if (!this.isTicketLine) {
            return super.setQuantity(...arguments);
        }
        if (quantity === "") {
            return this.order_id.removeOrderline(this);
        }
        return {
            title: _t("Tickets are counted by seats"),
            body: _t("Open “Tickets” to add or remove seats."),
        };
    },
});
