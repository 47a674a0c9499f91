import { Component, onWillDestroy, onWillStart, useState } from "@odoo/owl";

/**
 * The face on a pass, for staff to compare. It comes from the server each time and is kept
 * nowhere: without the network there is none.
 */
export class PassPhoto extends Component {
    static template = "ticket_gate.PassPhoto";
    static props = { path: String, load: Function, asks: Boolean };

    setup() {
        this.state = useState({ url: "", isMissing: false });
        onWillStart(() => {
            this.load(); // the answer does not wait for a picture
        });
        onWillDestroy(() => {
            this.isGone = true;
            URL.revokeObjectURL(this.state.url);
        });
    }

    async load() {
        try {
            const picture = await this.props.load(this.props.path);
            if (!this.isGone) {
                this.state.url = URL.createObjectURL(picture);
            }
        } catch {
            this.state.isMissing = true; // the pass is as good without
        }
    }
}
