import { Component } from "@odoo/owl";
import { OrderReceipt } from "@point_of_sale/app/screens/receipt_screen/receipt/order_receipt";
import { generateQRCodeDataUrl } from "@point_of_sale/utils";
import { splitMinutes } from "@ticket_pos/utils/rental";
import { formatCurrency } from "@web/core/currency";
import { _t } from "@web/core/l10n/translation";

const { DateTime } = luxon;

/** On the receipt: which things went out or came back, with a code to bring them back by. */
export class RentalSlips extends Component {
    static template = "ticket_pos.RentalSlips";
    static props = { order: Object };

    get slips() {
        return this.props.order.lines.map((line) => line.ticket_rental_slip).filter(Boolean);
    }

    code(slip) {
        return generateQRCodeDataUrl(slip.number, { width: 110, height: 110 });
    }

    time(moment) {
        return DateTime.fromISO(moment, { zone: "utc" })
            .toLocal()
            .toLocaleString(DateTime.DATETIME_SHORT);
    }

    duration(minutes) {
        const parts = splitMinutes(minutes);
        return parts.days
            ? _t("%(days)s d %(hours)s h %(minutes)s min", parts)
            : _t("%(hours)s h %(minutes)s min", parts);
    }

    money(amount) {
        return formatCurrency(amount, this.props.order.currency.id);
    }
}

OrderReceipt.components = { ...OrderReceipt.components, RentalSlips };
