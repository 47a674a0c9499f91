import { PosOrder } from "@point_of_sale/app/models/pos_order";
import { patch } from "@web/core/utils/patch";

patch(PosOrder.prototype, {
    initState() {
        super.initState();
        this.uiState.ticketCodes = this.uiState.ticketCodes || [];
    },
    /** Codes of strategies that the customer has told. */
    get ticketCodes() {
        const used = this.ticketDiscountLines.map((line) => line.ticket_reward.code);
        return [...new Set([...(this.uiState.ticketCodes || []), ...used])].filter(Boolean);
    },
    get ticketDiscountLines() {
        return this.lines.filter((line) => line.isTicketDiscount);
    },
    /** What made a bundle may be gone with a line; the server is asked again at once. */
    removeOrderline(line) {
        const discounts = line.isTicketLine
            ? this.ticketDiscountLines.filter((discount) => discount.ticket_reward.key)
            : [];
        const result = super.removeOrderline(...arguments);
        for (const discount of discounts) {
            discount.delete();
        }
        return result;
    },
    /** Discounts of tickets come from the server; they are no products to count. */
    isLineValidForLoyaltyPoints(line) {
        return !line.isTicketDiscount && super.isLineValidForLoyaltyPoints(...arguments);
    },
    _get_regular_order_lines() {
        return super
            ._get_regular_order_lines(...arguments)
            .filter((line) => !line.isTicketDiscount);
    },
    getLinesToCompute() {
        return super.getLinesToCompute().filter((line) => !line.isTicketDiscount);
    },
    /** Promotions of the shop leave tickets alone: those have strategies. */
    getOrderlines() {
        const lines = super.getOrderlines(...arguments);
        return this._sparesTickets
            ? lines.filter((line) => !line.isTicketLine && !line.isTicketDiscount)
            : lines;
    },
    _getRewardLineValuesDiscount({ reward }) {
        const isPayment = ["ewallet", "gift_card"].includes(reward.program_id.program_type);
        this._sparesTickets = !isPayment;
        try {
            return super._getRewardLineValuesDiscount(...arguments);
        } finally {
            this._sparesTickets = false;
        }
    },
});
