import { Component, onMounted, onWillUnmount, useState } from "@odoo/owl";
import { usePos } from "@point_of_sale/app/hooks/pos_hook";
import { TextInputPopup } from "@point_of_sale/app/components/popups/text_input_popup/text_input_popup";
import { formatCountdown, secondsLeft } from "@ticket_pos/utils/selection";
import { SelectPartnerButton } from "@point_of_sale/app/screens/product_screen/control_buttons/select_partner_button/select_partner_button";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

const URGENT_BELOW = 60;

/** The tickets of the order seat by seat, how long they are held, and the way to pay. */
export class TicketCart extends Component {
    static template = "ticket_pos.TicketCart";
    static components = { SelectPartnerButton };
    static props = {
        order: { type: [Object, { value: undefined }], optional: true },
        types: { type: Array, element: Object },
        zones: { type: Array, element: Object },
        sessionId: { type: [Number, { value: null }], optional: true },
    };

    setup() {
        this.pos = usePos();
        this.desk = useService("ticket_desk");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.state = useState({ now: Date.now(), paying: false });
        let timer;
        onMounted(() => {
            timer = browser.setInterval(() => (this.state.now = Date.now()), 1000);
        });
        onWillUnmount(() => browser.clearInterval(timer));
    }

    get lines() {
        return this.props.order?.ticketLines || [];
    }

    get otherLines() {
        return (this.props.order?.lines || []).filter(
            (line) => !line.isTicketLine && !line.isTicketDiscount,
        );
    }

    get discounts() {
        return this.props.order?.ticketDiscountLines || [];
    }

    get otherQuantity() {
        return this.otherLines.reduce((sum, line) => sum + line.qty, 0);
    }

    get seconds() {
        return secondsLeft(this.props.order?.ticketSeats || [], this.state.now);
    }

    get countdown() {
        return formatCountdown(this.seconds);
    }

    get urgent() {
        return this.seconds < URGENT_BELOW;
    }

    get total() {
        return this.env.utils.formatCurrency(this.props.order?.priceIncl || 0);
    }

    get isEmpty() {
        return !this.props.order || this.props.order.isEmpty();
    }

    /** What a pricelist took off the price of the plan. */
    saving(line) {
        const { list_price } = line.ticket_selection;
        const share = list_price ? Math.round(100 * (1 - line.price_unit / list_price)) : 0;
        return share > 0 ? _t("%(share)s off", { share: `${share}%` }) : "";
    }

    /** Types this line's places may become; only known for the session on the screen. */
    typesFor(line) {
        const { session_id, zone_id, type_id } = line.ticket_selection;
        if (session_id !== this.props.sessionId) {
            return [];
        }
        const zone = this.props.zones.find((candidate) => candidate.id === zone_id);
        return this.props.types.filter(
            (type) => type.id !== type_id && zone?.prices[type.id] !== undefined,
        );
    }

    changeType(seat, ev) {
        return this.desk.cart.changeType(this.props.order, seat.place_id, Number(ev.target.value));
    }

    clear() {
        const { order } = this.props;
        return this.desk.cart.remove(
            order,
            order.ticketSeats.map((seat) => seat.place_id),
        );
    }

    remove(seat) {
        return this.desk.cart.remove(this.props.order, [seat.place_id]);
    }

    moreTime() {
        return this.desk.cart.secure(this.props.order);
    }

    enterCode() {
        this.dialog.add(TextInputPopup, {
            title: _t("Enter a discount code"),
            placeholder: _t("What the customer tells you"),
            getPayload: async (code) => {
                const result = code.trim() && (await this.pos.activateCode(code.trim()));
                if (result && result !== true) {
                    this.notification.add(result, { type: "danger" });
                }
            },
        });
    }

    openProducts() {
        const order = this.props.order || this.pos.addNewOrder();
        this.pos.navigate("ProductScreen", { orderUuid: order.uuid });
    }

    async pay() {
        this.state.paying = true;
        try {
            await this.pos.pay();
        } finally {
            this.state.paying = false;
        }
    }
}
