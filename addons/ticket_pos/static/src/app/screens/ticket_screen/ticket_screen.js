import { TicketScreen } from "@point_of_sale/app/screens/ticket_screen/ticket_screen";
import { makeAwaitable } from "@point_of_sale/app/utils/make_awaitable_dialog";
import { TicketRefundDialog } from "@ticket_pos/app/components/ticket_refund_dialog/ticket_refund_dialog";
import { AlertDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
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
        if (!order?.lines.some((line) => line.isTicketLine)) {
            return super.onDoRefund(...arguments);
        }
        if (this._doesOrderHaveSoleItem(order) && !this._prepareAutoRefundOnOrder(order)) {
            return;
        }
        const details = this._getRefundableDetails(order.getPartner(), order).filter(
            ({ line }) => line.isTicketLine,
        );
        this.ticketRefunds = details.length ? await this._chooseTickets(order, details) : {};
        if (this.ticketRefunds) {
            return super.onDoRefund(...arguments);
        }
    },
    async addAdditionalRefundInfo(order, destinationOrder) {
        await super.addAdditionalRefundInfo(...arguments);
        const returned = {};
        for (const line of destinationOrder.lines) {
            const chosen = this.ticketRefunds?.[line.refunded_orderline_id?.uuid];
            if (chosen) {
                line.ticket_refund = chosen;
                returned[line.refunded_orderline_id.id] = chosen;
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
    },
    /** @returns {Promise<Object|null>} ticket ids by line uuid; null to stop */
    async _chooseTickets(order, details) {
        if (!this.pos.config._ticket_may_refund) {
            this.dialog.add(AlertDialog, {
                title: _t("Please call a supervisor"),
                body: _t("Tickets are refunded by a supervisor."),
            });
            return null;
        }
        const ticketsByLine = await this.pos.data.call("pos.order", "ticket_refundable", [
            [order.id],
        ]);
        const refunds = {};
        for (const { line, qty } of details) {
            const tickets = ticketsByLine[line.id] || [];
            const unused = tickets.filter((ticket) => !ticket.used);
            if (qty > unused.length) {
                this.dialog.add(AlertDialog, {
                    title: _t("Not all of these tickets can be taken back"),
                    body: _t(
                        "%(count)s are to be refunded, but only %(left)s are neither used nor refunded.",
                        { count: qty, left: unused.length },
                    ),
                });
                return null;
            }
            refunds[line.uuid] =
                qty === unused.length
                    ? unused.map((ticket) => ticket.id)
                    : await makeAwaitable(this.dialog, TicketRefundDialog, {
                          tickets,
                          count: qty,
                      });
            if (!refunds[line.uuid]) {
                return null;
            }
        }
        return refunds;
    },
});
