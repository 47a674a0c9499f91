import { Component, onWillStart, onWillUnmount, useState } from "@odoo/owl";
import { indexOfSeat, seatLabel } from "@ticket_venue/seat_map/seat_map_data";
import { SeatMapView } from "@ticket_venue/seat_map/seat_map_view";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { ARRIVAL_COLORS, countArrivals, readArrivals } from "./arrivals";

const REFRESH_MS = 5000;

/** The hall as it fills, for the front of the house, and whom to look out for. */
export class BoardHouse extends Component {
    static template = "ticket_gate.BoardHouse";
    static components = { SeatMapView };
    static props = { sessionId: Number };

    setup() {
        this.orm = useService("orm");
        this.loader = useService("ticket_seat_map_loader");
        this.state = useState({ house: null, list: "missing", arrivals: null, lookAt: null });
        onWillStart(() => this.load());
        const timer = setInterval(() => this.refresh(), REFRESH_MS);
        onWillUnmount(() => clearInterval(timer));
    }

    get house() {
        return this.state.house;
    }

    get lists() {
        return [
            { id: "missing", name: _t("Still to come") },
            { id: "late", name: _t("Came late") },
            { id: "access", name: _t("Access needs") },
        ];
    }

    get zones() {
        const counts = countArrivals(this.state.arrivals);
        const names = [_t("Not sold"), _t("Still to come"), _t("In"), _t("Went out")];
        return names.map((name, index) => ({
            id: index,
            name: `${name} (${counts[index]})`,
            color: ARRIVAL_COLORS[index],
        }));
    }

    get isCut() {
        return this.house.count > this.house.rows.length;
    }

    kindText(row) {
        return { wheelchair: _t("Wheelchair"), companion: _t("Companion") }[row.kind] || "";
    }

    countText(row) {
        return row.admits > 1 ? _t("%(admitted)s of %(admits)s", row) : "";
    }

    describe(seat) {
        const [, name] = this.zones[this.state.arrivals[seat]].name.match(/^(.*) \(/);
        return `${seatLabel(this.geometry, seat)} · ${name}`;
    }

    async load() {
        const house = await this.orm.silent.call("ticket.gate", "get_house", [
            this.props.sessionId,
            this.state.list,
        ]);
        if (house.seats && house.geometry !== this.drawn) {
            this.geometry = await this.loader.loadGeometry(house.geometry);
            this.drawn = house.geometry;
        }
        this.state.arrivals = house.seats ? readArrivals(house.seats, this.geometry.count) : null;
        this.state.house = house;
    }

    async refresh() {
        if (!document.hidden) {
            await this.load().catch(() => {}); // the board says that there is no connection
        }
    }

    choose(list) {
        this.state.list = list;
        return this.load();
    }

    /** Show where somebody sits. */
    find(row) {
        const seat = row.seat ? indexOfSeat(this.geometry, row.seat) : -1;
        if (seat >= 0) {
            this.state.lookAt = { seats: [seat] };
        }
    }
}
