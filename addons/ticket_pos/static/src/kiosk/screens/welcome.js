import { Component, useState } from "@odoo/owl";

/** Nobody is here: what the kiosk can do. */
export class Welcome extends Component {
    static template = "ticket_pos.KioskWelcome";
    static props = { model: Object };

    setup() {
        this.model = useState(this.props.model);
    }
}
