import { TicketScreen } from "@point_of_sale/app/screens/ticket_screen/ticket_screen";
import { addRefundFee, chooseTickets } from "@ticket_pos/app/services/ticket_refund";
import { patch } from "@web/core/utils/patch";

patch(TicketScreen.prototype, {
    /** A discount goes back with its tickets, never alone. */
    _onUpdateSelectedOrderline() {
        const lineId = this.getSelectedOrderlineId();
        const line = this.getSelectedOrder()?.lines.find(({ id }) => id === lineId);
        if (line?.isTicketDiscount) {
            return this.numberBuffer.reset();
        }
        return super._onUpdateSelectedOrderline(...arguments);
    },
    /** A refund names the very tickets it takes back. */
    async onDoRefund() {
        const order = this.getSelectedOrder();
        this.ticketRefunds = {};
        if (!order?.lines.some((line) => line.isTicketLine)) {
            return super.onDoRefund(...arguments);
        }
        if (this._doesOrderHaveSoleItem(order) && !this._prepareAutoRefundOnOrder(order)) {
            return;
        }
        const details = this._getRefundableDetails(order.getPartner(), order).filter(
            ({ line }) => line.isTicketLine,
        );
        const format = (amount) => this.env.utils.formatCurrency(amount);
        const { pos, dialog } = this;
        if (details.length) {
            this.ticketRefunds = await chooseTickets({ pos, dialog, format }, order, details);
        }
        if (this.ticketRefunds) {
            return super.onDoRefund(...arguments);
        }
    },
    async addAdditionalRefundInfo(order, destinationOrder) {
        await super.addAdditionalRefundInfo(...arguments);
        const returned = {};
        for (const line of destinationOrder.lines) {
            const chosen = this.ticketRefunds[line.refunded_orderline_id?.uuid];
            if (chosen) {
                line.ticket_refund = chosen.map((ticket) => ticket.id);
                returned[line.refunded_orderline_id.id] = line.ticket_refund;
            }
        }
        if (order.ticketDiscountLines.length && Object.keys(returned).length) {
            const discounts = await this.pos.data.call("pos.order", "ticket_refund_discounts", [
                [order.id],
                returned,
            ]);
            const { discounts: writer } = this.pos.ticketDesk.cart.lines;
            for (const discount of discounts) {
                await writer.addReturn(destinationOrder, discount);
            }
        }
        addRefundFee(this.pos, destinationOrder, Object.values(this.ticketRefunds).flat());
    },
});
