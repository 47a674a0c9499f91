import { Component, onWillUnmount, useEffect } from "@odoo/owl";
import { AlarmSound } from "@ticket_sale/utils/alarm_sound";

/**
 * An emergency over a whole screen that customers look at, in every language at once: nobody
 * chooses a language now. There is nothing to press.
 */
export class CustomerAlarm extends Component {
    static template = "ticket_sale.CustomerAlarm";
    static props = {
        alarms: {
            type: Array,
            element: {
                type: Object,
                shape: { id: Number, venue: String, since: String, words: Array },
            },
        },
    };

    setup() {
        const sound = new AlarmSound();
        useEffect(
            (isOn) => (isOn ? sound.start() : sound.stop()),
            () => [this.props.alarms.length > 0],
        );
        onWillUnmount(() => sound.stop());
    }

    get alarm() {
        return this.props.alarms[0];
    }
}
