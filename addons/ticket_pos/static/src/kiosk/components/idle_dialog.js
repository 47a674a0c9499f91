import { Component } from "@odoo/owl";

/** Asks whether somebody is still there, and counts down. */
export class IdleDialog extends Component {
    static template = "ticket_pos.KioskIdleDialog";
    static props = { left: Number, onStay: Function, onLeave: Function };
}
