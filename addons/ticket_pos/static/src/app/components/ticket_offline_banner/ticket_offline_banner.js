import { Component, useState } from "@odoo/owl";
import { usePos } from "@point_of_sale/app/hooks/pos_hook";
import { Chrome } from "@point_of_sale/app/pos_app";
import { patch } from "@web/core/utils/patch";
import { useService } from "@web/core/utils/hooks";

/** Says that the line is down, and what can be done meanwhile. */
export class TicketOfflineBanner extends Component {
    static template = "ticket_pos.TicketOfflineBanner";
    static props = {};

    setup() {
        this.pos = usePos();
        this.lease = useState(useService("ticket_lease"));
    }

    get problems() {
        return this.lease.sales.filter((sale) => sale.problem);
    }

    get isShown() {
        return this.pos.config.ticket_selling && (this.lease.cut || this.lease.sales.length > 0);
    }
}

patch(Chrome, { components: { ...Chrome.components, TicketOfflineBanner } });
