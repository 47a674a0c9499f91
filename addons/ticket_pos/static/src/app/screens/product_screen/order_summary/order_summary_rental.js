import { OrderSummary } from "@point_of_sale/app/screens/product_screen/order_summary/order_summary";
import { _t } from "@web/core/l10n/translation";
import { AlertDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { patch } from "@web/core/utils/patch";

patch(OrderSummary.prototype, {
    async setLinePrice(line) {
        if (!line.isRentalLine) {
            return super.setLinePrice(...arguments);
        }
        this.numberBuffer.reset();
        this.dialog.add(AlertDialog, {
            title: _t("Rental prices are fixed"),
            body: _t("The charge comes from the item's rate and the time it was out."),
        });
    },
});
