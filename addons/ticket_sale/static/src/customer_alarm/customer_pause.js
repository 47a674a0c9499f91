import { Component } from "@odoo/owl";

/**
 * One line over a screen that customers look at: another building of ours sells nothing now.
 * It alarms nobody, for nobody here has to leave.
 */
export class CustomerPause extends Component {
    static template = "ticket_sale.CustomerPause";
    static props = {
        pauses: {
            type: Array,
            element: { type: Object, shape: { id: Number, words: Array } },
        },
    };
}
