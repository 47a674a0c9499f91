import { Component } from "@odoo/owl";

/** Another window of this browser has the lane. */
export class Elsewhere extends Component {
    static template = "ticket_gate.Elsewhere";
    static props = { onTake: Function };
}
