import { PosStore } from "@point_of_sale/app/services/pos_store";
import { patch } from "@web/core/utils/patch";

patch(PosStore.prototype, {
    get ticketDesk() {
        return this.env.services.ticket_desk;
    },
    /** A till that sells tickets comes back to the seats after each customer. */
    get defaultPage() {
        const page = super.defaultPage;
        return this.config.ticket_selling && page.page === "ProductScreen"
            ? { page: "SeatScreen", params: page.params }
            : page;
    },
    openSeats() {
        const order = this.getOrder() || this.addNewOrder();
        const target = order.finalized ? this.addNewOrder() : order;
        this.navigate("SeatScreen", { orderUuid: target.uuid });
    },
    /** From payment one comes back to where the cart was made. */
    async onClickBackButton() {
        const isPaying = this.router.state.current === "PaymentScreen";
        const hasSeats = this.getOrder()?.lines.some((line) => line.ticket_selection);
        if (this.config.ticket_selling && isPaying && hasSeats) {
            return this.openSeats();
        }
        return super.onClickBackButton(...arguments);
    },
    /** Money is only asked for seats that are ours at today's price. */
    async pay() {
        const order = this.getOrder();
        if (order?.ticketLines.length && !(await this.ticketDesk.cart.secure(order))) {
            return;
        }
        return super.pay(...arguments);
    },
    setPartnerToCurrentOrder() {
        super.setPartnerToCurrentOrder(...arguments);
        this.refreshTicketPrices();
    },
    async selectPricelist() {
        await super.selectPricelist(...arguments);
        this.refreshTicketPrices();
    },
    /** Members pay their own prices: what is in the cart and what the map says. */
    refreshTicketPrices() {
        if (!this.config.ticket_selling) {
            return;
        }
        const order = this.getOrder();
        if (order?.ticketLines.length) {
            this.ticketDesk.cart.requote(order);
        }
        if (this.ticketDesk.sessionId && this.router.state.current === "SeatScreen") {
            this.ticketDesk.refreshOffer();
        }
    },
    /** A code may be a strategy's: the server knows. */
    async activateCode(code) {
        if (this.config.ticket_selling) {
            const result = await this.ticketDesk.cart.prices.enterCode(this.getOrder(), code);
            if (result !== null) {
                return result;
            }
        }
        return super.activateCode(...arguments);
    },
    async setDiscountFromUI(line) {
        if (!line.isTicketLine && !line.isTicketDiscount) {
            return super.setDiscountFromUI(...arguments);
        }
    },
});
