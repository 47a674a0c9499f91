import { useBarcodeReader } from "@point_of_sale/app/hooks/barcode_reader_hook";
import { PaymentScreen } from "@point_of_sale/app/screens/payment_screen/payment_screen";
import { patch } from "@web/core/utils/patch";

/** Longer ones come from a scanner. */
const AMOUNT = /^\d{1,6}$/;

patch(PaymentScreen.prototype, {
    setup() {
        super.setup(...arguments);
        useBarcodeReader({ whole: (code) => this.takeTyped(code) });
    },
    /**
     * Figures typed fast look like a code: whoever types 1500 in half a second means money.
     *
     * @returns {boolean} whether it was an amount
     */
    takeTyped(code) {
        if (!this.pos.config.ticket_selling || !AMOUNT.test(code)) {
            return false;
        }
        this.numberBuffer.eventsBuffer = []; // the same figures, if they still wait there
        for (const figure of code) {
            this.numberBuffer.sendKey(figure);
        }
        this.numberBuffer.capture();
        return true;
    },
});
