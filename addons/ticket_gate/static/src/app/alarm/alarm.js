import { Component, onMounted, onWillUnmount, useRef, useState } from "@odoo/owl";

/** The emergency over the whole screen, until somebody has seen it; then above the lane. */
export class Alarm extends Component {
    static template = "ticket_gate.Alarm";
    static props = {
        message: String,
        signals: Object,
        onSeen: Function,
    };

    setup() {
        this.button = useRef("button");
        this.state = useState({ isSeen: false });
        onMounted(() => {
            this.props.signals.alarm(true);
            this.button.el.focus();
        });
        onWillUnmount(() => this.props.signals.alarm(false));
    }

    see() {
        this.state.isSeen = true;
        this.props.signals.alarm(false);
        this.props.onSeen();
    }
}
