import { Component, useState } from "@odoo/owl";
import { usePos } from "@point_of_sale/app/hooks/pos_hook";
import { TicketCart } from "@ticket_pos/app/components/ticket_cart/ticket_cart";
import { reseat, stopExchange } from "@ticket_pos/app/services/ticket_exchange";
import { summarise } from "@ticket_pos/utils/selection";
import { useService } from "@web/core/utils/hooks";
import { patch } from "@web/core/utils/patch";

/** What an order gives back while its new seats are being chosen. */
export class TicketExchangeBar extends Component {
    static template = "ticket_pos.TicketExchangeBar";
    static props = { order: Object };

    setup() {
        this.pos = usePos();
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.state = useState({ busy: false });
    }

    get info() {
        return this.props.order.uiState.ticketExchange || { labels: [], refusal: "" };
    }

    get seats() {
        return summarise(this.info.labels);
    }

    get wanted() {
        return this.props.order.returnedTicketIds.length;
    }

    get chosen() {
        return this.props.order.ticketSeats.length;
    }

    get back() {
        const lines = this.props.order.lines.filter(
            (line) => line.ticket_refund?.length || line.ticket_reward?.line_id,
        );
        return this.money(lines.reduce((sum, line) => sum + line.priceIncl, 0));
    }

    get fee() {
        const product = this.pos.config._ticket_fee_product_id;
        const line = this.props.order.lines.find(({ product_id }) => product_id.id === product);
        return line ? this.money(line.priceIncl) : "";
    }

    money(amount) {
        return this.env.utils.formatCurrency(amount);
    }

    async reseat() {
        this.state.busy = true;
        try {
            await reseat(this, this.props.order);
        } finally {
            this.state.busy = false;
        }
    }

    cancel() {
        return stopExchange(this.pos, this.props.order);
    }
}

patch(TicketCart, { components: { ...TicketCart.components, TicketExchangeBar } });

patch(TicketCart.prototype, {
    /** What an exchange gives back is told in its own place. */
    get otherLines() {
        const lines = super.otherLines;
        const fee = this.pos.config._ticket_fee_product_id;
        return this.props.order?.isTicketExchange
            ? lines.filter((line) => !line.ticket_refund?.length && line.product_id.id !== fee)
            : lines;
    },
    get discounts() {
        const lines = super.discounts;
        return this.props.order?.isTicketExchange
            ? lines.filter((line) => line.ticket_reward.key)
            : lines;
    },
});
