import { PosStore } from "@point_of_sale/app/services/pos_store";
import { approveOrder } from "@ticket_pos/app/services/ticket_order_approvals";
import { patch } from "@web/core/utils/patch";

patch(PosStore.prototype, {
    /** What needs a supervisor is approved before money is asked for. */
    async pay() {
        const order = this.getOrder();
        if (order && !(await approveOrder({ pos: this, dialog: this.dialog }, order))) {
            return;
        }
        return super.pay(...arguments);
    },
});
