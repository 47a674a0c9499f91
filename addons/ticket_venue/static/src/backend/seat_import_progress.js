import { Component, onWillUnmount } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const RUNNING = ["waiting", "reading", "writing"];
const EVERY = 1500;

/** Reads an import in the background again and again until it has ended. */
export class SeatImportProgress extends Component {
    static template = "ticket_venue.SeatImportProgress";
    static props = { ...standardWidgetProps };

    setup() {
        const timer = setInterval(() => this.refresh(), EVERY);
        onWillUnmount(() => clearInterval(timer));
    }

    async refresh() {
        const { record } = this.props;
        if (record.resId && RUNNING.includes(record.data.state)) {
            await record.load();
        }
    }
}

registry.category("view_widgets").add("ticket_seat_import_progress", {
    component: SeatImportProgress,
    fieldDependencies: [{ name: "state", type: "selection" }],
});
