import { parseFloat } from "@web/views/fields/parsers";
import { _t } from "@web/core/l10n/translation";

/** Puts what members buy and pay with into the order. */
export class TicketMemberCart {
    constructor({ pos, notification }) {
        this.pos = pos;
        this.notification = notification;
    }

    /** The open order; a new one after a sale. */
    openOrder() {
        const order = this.pos.getOrder();
        return !order || order.finalized ? this.pos.addNewOrder() : order;
    }

    /** Make somebody the customer of the order. */
    async choose(partnerId) {
        const order = this.openOrder();
        if (order.getPartner()?.id !== partnerId) {
            const partners = this.pos.models["res.partner"];
            if (!partners.get(partnerId)) {
                await this.pos.data.read("res.partner", [partnerId]);
            }
            this.pos.setPartnerToCurrentOrder(partners.get(partnerId));
        }
        await this.pos.orderUpdateLoyaltyPrograms();
        return order;
    }

    /** One period of a membership, at the price the server has named. */
    async sellMembership(partnerId, offer) {
        const order = await this.choose(partnerId);
        const line = await this.add(offer.product_id, offer.price);
        line.setCustomerNote(_t("%(start)s to %(end)s", { start: offer.start, end: offer.end }));
        return order;
    }

    async topUp(partnerId, text) {
        const amount = this.amount(text);
        const program = this.pos.ticketProgram("ewallet");
        if (!amount || !program) {
            return false;
        }
        await this.choose(partnerId);
        await this.add(program.trigger_product_ids[0].id, amount);
        return true;
    }

    async sellGiftCard(text) {
        const amount = this.amount(text);
        const program = this.pos.ticketProgram("gift_card");
        if (!amount || !program) {
            return false;
        }
        this.openOrder();
        await this.add(program.trigger_product_ids[0].id, amount);
        return true;
    }

    /** What a cashier typed; the cashier is told when it is no amount. */
    amount(text) {
        let amount = 0;
        try {
            amount = parseFloat(String(text).trim());
        } catch {
            amount = 0;
        }
        if (!(amount > 0)) {
            this.notification.add(_t("Type an amount above zero."), { type: "warning" });
            return 0;
        }
        return this.pos.currency.round(amount);
    }

    async add(productId, price) {
        const product = await this.pos.ticketDesk.cart.lines.loadProduct(productId);
        return this.pos.addLineToCurrentOrder(
            {
                product_id: product,
                product_tmpl_id: product.product_tmpl_id,
                qty: 1,
                price_unit: price,
            },
            { merge: false },
            false,
        );
    }

    /**
     * Pay as much as there is on the customer's e-wallet.
     *
     * @returns {Promise<boolean>} whether anything was paid
     */
    async payWithWallet(partnerId, cardId) {
        const order = await this.choose(partnerId);
        await this.pos.data.read("loyalty.card", [cardId]); // what is left now
        await this.pos.orderUpdateLoyaltyPrograms();
        const claim = order
            .getClaimableRewards()
            .find(
                ({ reward, coupon_id }) =>
                    reward.program_id.program_type === "ewallet" && coupon_id === cardId,
            );
        const done = claim ? order._applyReward(claim.reward, claim.coupon_id, {}) : false;
        if (done !== true) {
            this.notification.add(done || _t("Put something into the order first."), {
                type: "warning",
            });
            return false;
        }
        this.pos.updateRewards();
        return true;
    }
}
