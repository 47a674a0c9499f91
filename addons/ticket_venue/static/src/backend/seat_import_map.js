import { Component, onWillUpdateProps } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { decodeGeometry, kindLabel, seatLabel } from "@ticket_venue/seat_map/seat_map_data";
import { SeatMapView } from "@ticket_venue/seat_map/seat_map_view";

const COLORS = ["#94a3b8", "#16a34a", "#2563eb", "#d97706", "#9333ea", "#dc2626"];

/** The hall as a seat file would make it; what changes is coloured and named. */
export class SeatImportMap extends Component {
    static template = "ticket_venue.SeatImportMap";
    static components = { SeatMapView };
    static props = { ...standardWidgetProps };

    setup() {
        this.read(this.props.record.data.preview_map);
        onWillUpdateProps(({ record }) => this.read(record.data.preview_map));
    }

    read(file) {
        if (file === this.file) {
            return;
        }
        this.file = file;
        this.geometry = file ? { ...decodeGeometry(file), map: file } : null;
        if (!file) {
            return;
        }
        this.areas = this.geometry.sections
            .filter((section) => section.kind === "standing")
            .map(({ id, name, capacity }) => ({ id, name, left: capacity || 0 }));
        if (file.marks) {
            this.showMarks(file.marks);
        } else {
            this.zones = this.geometry.sections.map(({ name }) => ({ name }));
            this.seatZones = Int16Array.from(this.geometry.section);
        }
    }

    /** Only what happens in this file is a zone, so that the legend stays short. */
    showMarks(marks) {
        const used = [...new Set(marks.map(([mark]) => mark))].sort();
        this.zones = used.map((mark) => ({ name: this.names[mark], color: COLORS[mark] }));
        this.seatZones = new Int16Array(this.geometry.count);
        let index = 0;
        for (const [mark, count] of marks) {
            this.seatZones.fill(used.indexOf(mark), index, index + count);
            index += count;
        }
    }

    get names() {
        return [
            _t("Unchanged"),
            _t("New"),
            _t("Moved"),
            _t("Renumbered"),
            _t("Of another kind"),
            _t("Removed"),
        ];
    }

    describe(seat) {
        const label = [seatLabel(this.geometry, seat), kindLabel(this.geometry, seat)];
        label.push(this.file.marks && this.zones[this.seatZones[seat]].name);
        return label.filter(Boolean).join("\n");
    }
}

registry.category("view_widgets").add("ticket_seat_import_map", {
    component: SeatImportMap,
    fieldDependencies: [{ name: "preview_map", type: "json" }],
});
