import { TicketScreen } from "@point_of_sale/app/screens/ticket_screen/ticket_screen";
import {
    addRefundFee,
    addReturnedDiscounts,
    chooseTickets,
} from "@ticket_pos/app/services/ticket_refund";
import { approveRefund, noteApproval } from "@ticket_pos/app/services/ticket_refund_approval";
import { givenBack, seatWords } from "@ticket_pos/app/services/ticket_return";
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
        this.ticketApproval = null;
        if (!order?.lines.some((line) => line.isTicketLine)) {
            return super.onDoRefund(...arguments);
        }
        if (this._doesOrderHaveSoleItem(order) && !this._prepareAutoRefundOnOrder(order)) {
            return;
        }
        const details = this._getRefundableDetails(order.getPartner(), order).filter(
            ({ line }) => line.isTicketLine,
        );
        const { formatCurrency: format } = this.env.utils;
        if (details.length) {
            const screen = { pos: this.pos, dialog: this.dialog, format };
            this.ticketRefunds = await chooseTickets(screen, order, details);
            this.ticketApproval = await approveRefund(screen, this.ticketRefunds);
        }
        if (!details.length || this.ticketApproval) {
            return super.onDoRefund(...arguments);
        }
    },
    async addAdditionalRefundInfo(order, destinationOrder) {
        await super.addAdditionalRefundInfo(...arguments);
        noteApproval(destinationOrder, this.ticketApproval);
        const returned = {};
        for (const line of destinationOrder.lines) {
            const chosen = this.ticketRefunds[line.refunded_orderline_id?.uuid];
            if (chosen) {
                line.ticket_refund = chosen.map((ticket) => ticket.id);
                line.full_product_name = givenBack(seatWords(chosen));
                returned[line.refunded_orderline_id.id] = line.ticket_refund;
            }
        }
        await addReturnedDiscounts(this.pos, order, destinationOrder, returned);
        addRefundFee(this.pos, destinationOrder, Object.values(this.ticketRefunds).flat());
    },
});
