import { toItems } from "@ticket_pos/utils/selection";

/** Asks the server what the tickets of an order cost, with the codes the customer told. */
export class TicketCartPrices {
    constructor(cart) {
        this.cart = cart;
    }

    async quote(order, seats) {
        if (!seats.length) {
            return [];
        }
        const { partner_id, pricelist_id } = this.cart.desk.customer;
        return this.cart.desk.call("ticket_quote", [
            toItems(seats),
            partner_id,
            pricelist_id,
            order.ticketCodes,
        ]);
    }

    /**
     * Give the order the code of a strategy.
     *
     * @returns {Promise<boolean|string|null>} true, why not, or null: no strategy has it
     */
    async enterCode(order, code) {
        let result = null;
        await this.cart.change(order, async (seats) => {
            const { partner_id, pricelist_id } = this.cart.desk.customer;
            const reply = await this.cart.desk.call("ticket_code", [
                code,
                toItems(seats),
                partner_id,
                pricelist_id,
                order.ticketCodes,
            ]);
            result = reply.found ? reply.error || true : null;
            if (result === true) {
                order.uiState.ticketCodes = [...order.ticketCodes, code];
                return { seats, lines: reply.lines };
            }
            return null;
        });
        return result;
    }
}
