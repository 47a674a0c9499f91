import { onWillUnmount, useEffect } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import {
    ProgressBarField,
    progressBarField,
} from "@web/views/fields/progress_bar/progress_bar_field";

const REFRESH_MS = 1500;

/** A progress bar of a bulk print that moves by itself while something is printed. */
export class PrintProgress extends ProgressBarField {
    setup() {
        super.setup();
        useEffect(
            () => this.schedule(),
            () => [this.props.record.data.state],
        );
        onWillUnmount(() => browser.clearTimeout(this.timer));
    }

    schedule() {
        browser.clearTimeout(this.timer);
        if (this.props.record.data.state === "running") {
            this.timer = browser.setTimeout(() => this.refresh(), REFRESH_MS);
        }
    }

    async refresh() {
        await this.props.record.load();
        this.schedule();
    }
}

registry.category("fields").add("ticket_print_progress", {
    ...progressBarField,
    component: PrintProgress,
});
