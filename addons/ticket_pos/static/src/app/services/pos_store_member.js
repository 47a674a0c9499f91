import { PosStore } from "@point_of_sale/app/services/pos_store";
import { patch } from "@web/core/utils/patch";

patch(PosStore.prototype, {
    /** The program of a kind that this till fills cards of, if any. */
    ticketProgram(kind) {
        return this.models["loyalty.program"].find(
            (program) => program.program_type === kind && program.trigger_product_ids.length,
        );
    },
});
