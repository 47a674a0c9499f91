import { TicketCartKeeper } from "@ticket_pos/app/services/ticket_cart_keeper";
import { patch } from "@web/core/utils/patch";

patch(TicketCartKeeper.prototype, {
    /** What an e-wallet, a gift card or a promotion pays follows the tickets in the cart. */
    async change(order) {
        const done = await super.change(...arguments);
        if (order === this.pos.getOrder() && order._get_reward_lines().length) {
            this.pos.updateRewards();
        }
        return done;
    },
});
