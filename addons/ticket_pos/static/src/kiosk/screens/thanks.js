import { Component, onMounted, onWillUnmount, useState } from "@odoo/owl";

const LOOK_MS = 1500;

/** Served: the tickets come out. */
export class Thanks extends Component {
    static template = "ticket_pos.KioskThanks";
    static props = { model: Object };

    setup() {
        this.model = useState(this.props.model);
        onMounted(() => {
            this.looking = setInterval(() => this.look(), LOOK_MS);
        });
        onWillUnmount(() => clearInterval(this.looking));
    }

    look() {
        if (this.done < this.model.printing.length) {
            this.model.watchPrinting();
        }
    }

    get done() {
        return this.model.printing.filter(({ state }) => state === "printed").length;
    }

    get stuck() {
        return this.model.printing.filter(({ state }) => state === "failed");
    }
}
