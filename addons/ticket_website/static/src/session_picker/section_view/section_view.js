import { Component, useRef } from "@odoo/owl";
import { _t } from "../words.js";

/** The stage as seen from the section of the last choice: small, and large at a touch. */
export class SectionView extends Component {
    static template = "ticket_website.SectionView";
    static props = { view: Object };

    setup() {
        this.dialog = useRef("dialog");
    }

    get title() {
        return _t("View from %(section)s", { section: this.props.view.name });
    }

    open() {
        this.dialog.el.showModal();
    }

    close() {
        this.dialog.el.close();
    }

    /** A touch beside the picture closes it. */
    onDialogClick(ev) {
        if (ev.target === this.dialog.el) {
            this.close();
        }
    }
}
