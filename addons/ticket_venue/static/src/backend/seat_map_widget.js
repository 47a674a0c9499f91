import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { kindLabel, seatLabel } from "@ticket_venue/seat_map/seat_map_data";
import { SeatMapView } from "@ticket_venue/seat_map/seat_map_view";

/** The map on its own form: sections in colours, nothing to pick. */
export class SeatMapWidget extends Component {
    static template = "ticket_venue.SeatMapWidget";
    static components = { SeatMapView };
    static props = { ...standardWidgetProps };

    setup() {
        this.loader = useService("ticket_seat_map_loader");
        this.state = useState({ geometry: null, failed: false });
        onWillStart(() => this.load(this.props.record));
        onWillUpdateProps(({ record }) => this.load(record));
    }

    /** Reads the map again when another record, or another revision of it, is shown. */
    async load({ resId, data }) {
        const wanted = resId && `${resId}/${data.revision}`;
        if (wanted === this.loaded) {
            return;
        }
        this.loaded = wanted;
        this.state.geometry = null;
        this.state.failed = false;
        if (!resId) {
            return;
        }
        try {
            const geometry = await this.loader.loadMap(resId);
            if (this.loaded === wanted) {
                this.show(geometry);
            }
        } catch (error) {
            this.state.failed = true;
            throw error;
        }
    }

    show(geometry) {
        this.zones = geometry.sections.map(({ name }) => ({ name }));
        this.seatZones = Int16Array.from(geometry.section);
        this.areas = geometry.sections
            .filter((section) => section.kind === "standing")
            .map(({ id, name, capacity }) => ({ id, name, left: capacity || 0 }));
        this.state.geometry = geometry;
    }

    get isEmpty() {
        const { geometry } = this.state;
        return geometry && !geometry.count && !this.areas.length;
    }

    describe(seat) {
        const { geometry } = this.state;
        return [seatLabel(geometry, seat), kindLabel(geometry, seat)].filter(Boolean).join("\n");
    }
}

registry.category("view_widgets").add("ticket_seat_map", {
    component: SeatMapWidget,
    fieldDependencies: [{ name: "revision", type: "integer" }],
});
