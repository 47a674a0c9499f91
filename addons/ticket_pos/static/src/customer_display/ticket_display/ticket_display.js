import { Component, useEffect, useState } from "@odoo/owl";
import { DisplayCart } from "@ticket_pos/customer_display/display_cart/display_cart";
import { DisplayIdle } from "@ticket_pos/customer_display/display_idle/display_idle";
import { DisplayThanks } from "@ticket_pos/customer_display/display_thanks/display_thanks";
import { CustomerAlarm } from "@ticket_sale/customer_alarm/customer_alarm";
import { CustomerPause } from "@ticket_sale/customer_alarm/customer_pause";
import { sessionIdsOf } from "@ticket_pos/utils/display";
import { useService } from "@web/core/utils/hooks";
import { session } from "@web/session";

/** The customer's side of a counter that sells tickets: what is on, the cart, thanks. */
export class TicketDisplay extends Component {
    static template = "ticket_pos.TicketDisplay";
    static components = { CustomerAlarm, CustomerPause, DisplayCart, DisplayIdle, DisplayThanks };
    static props = {};

    setup() {
        this.order = useState(useService("customer_display_data"));
        this.desk = useState(useService("ticket_display"));
        this.logo = `/logo?company=${session.company_id}`;
        useEffect(
            () => {
                this.desk.know(this.sessionIds);
            },
            () => [this.sessionIds.join()],
        );
    }

    get sessionIds() {
        return sessionIdsOf(this.order.lines);
    }

    get shown() {
        if (!this.order.lines?.length) {
            return "idle";
        }
        return this.order.finalized ? "thanks" : "cart";
    }
}
