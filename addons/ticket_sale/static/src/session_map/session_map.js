import { Component, onWillStart, onWillUnmount, onWillUpdateProps, useState } from "@odoo/owl";
import { kindLabel, seatLabel } from "@ticket_venue/seat_map/seat_map_data";
import { SeatMapView } from "@ticket_venue/seat_map/seat_map_view";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { countByZone } from "../utils/zone_counts.js";
import { ColourBar } from "./colour_bar/colour_bar";
import { MapActs } from "./map_acts/map_acts";
import { useColouring } from "./use_colouring";
import { useSeatChoice } from "./use_seat_choice";

const REFRESH = 5000; // milliseconds

/**
 * The session's seats as they are now: by state, zone or price, shaded by how good they are
 * to the search for the best seats, or by what is known of their sale. Staff who may do
 * something with seats choose them here.
 */
export class SessionMap extends Component {
    static template = "ticket_sale.SessionMap";
    static components = { ColourBar, MapActs, SeatMapView };
    static props = { ...standardWidgetProps };

    setup() {
        this.loader = useService("ticket_seat_map_loader");
        this.orm = useService("orm");
        this.state = useState({ phase: "loading", states: null, areas: [] });
        this.choice = useSeatChoice(() => this.refresh());
        this.colouring = useColouring();
        onWillStart(() => this.load(this.props.record));
        onWillUpdateProps(({ record }) => this.load(record));
        const timer = setInterval(() => this.refresh(), REFRESH);
        onWillUnmount(() => clearInterval(timer));
    }

    /** Reads offer and map when another session, or the same with other seats, is shown. */
    async load({ resId, data }) {
        const wanted = `${resId}/${data.inventory_open}/${data.state}`;
        if (wanted === this.loaded) {
            return;
        }
        this.loaded = wanted;
        this.state.phase = "loading";
        if (!resId || !data.inventory_open) {
            this.state.phase = "closed";
            return;
        }
        await this.readOffer(resId);
        await this.choice.load(resId);
        this.geometry = await this.loader.loadGeometry(this.offer.geometry);
        this.choice.setGeometry(this.geometry);
        await this.colouring.load(this.offer, this.geometry);
        await this.readStates();
        this.state.phase = "shown";
    }

    async readOffer(sessionId) {
        this.offer = await this.orm.silent.call("ticket.session", "get_offer", [sessionId]);
        const colors = Object.fromEntries(this.offer.zones.map(({ id, color }) => [id, color]));
        this.state.areas = this.offer.areas.map((area) => ({
            ...area,
            color: colors[area.zone_id],
        }));
    }

    async readStates() {
        const { availability } = this.offer;
        this.state.states = await this.loader.loadStates(availability, this.geometry.count);
    }

    /** Standing areas are counted in the offer, seats in the availability file. */
    async refresh() {
        if (this.state.phase !== "shown" || document.hidden) {
            return;
        }
        try {
            if (this.state.areas.length) {
                await this.readOffer(this.offer.session);
            }
            await this.readStates();
            this.state.isStale = false;
        } catch (error) {
            this.state.isStale = true; // the next round tries again
            if (error.status === 410) {
                await this.reload(); // the session has another revision of its map
            }
        }
    }

    reload() {
        this.loaded = null;
        this.state.isStale = false;
        return this.load(this.props.record);
    }

    get zones() {
        const counts = countByZone(
            this.state.states,
            this.colouring.seatZones,
            this.offer.zones.length,
        );
        return this.offer.zones.map((zone, index) => ({ ...zone, ...counts[index] }));
    }

    describe(seat) {
        const names = [_t("Free"), _t("Held"), _t("Sold"), _t("Not for sale")];
        const zone = this.offer.zones[this.colouring.seatZones[seat]];
        const what = [zone?.name, names[this.state.states[seat]]].filter(Boolean).join(" · ");
        const kind = kindLabel(this.geometry, seat);
        return [seatLabel(this.geometry, seat), what, this.figureOf(seat), kind]
            .filter(Boolean)
            .join("\n");
    }

    /** What the colour says, when it is more than zone or state. */
    figureOf(seat) {
        const { look, mode } = this.colouring;
        return ["price", "heat"].includes(mode) ? look.zones[look.seatZones[seat]]?.name : "";
    }
}

registry.category("view_widgets").add("ticket_session_map", {
    component: SessionMap,
    fieldDependencies: [
        { name: "inventory_open", type: "boolean" },
        { name: "state", type: "selection" },
    ],
});
