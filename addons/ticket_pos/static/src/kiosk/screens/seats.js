import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { MINE, seatLabel } from "@ticket_venue/seat_map/seat_map_data";
import { SeatMapView } from "@ticket_venue/seat_map/seat_map_view";
import { standingArea } from "../utils/amounts";

const BEST = [1, 2, 3, 4, 5, 6];

/** Choosing seats on the map, or the best together. */
export class Seats extends Component {
    static template = "ticket_pos.KioskSeats";
    static components = { SeatMapView };
    static props = { model: Object };

    setup() {
        this.model = useState(this.props.model);
        this.state = useState({ zone: null });
    }

    get shop() {
        return this.model.shop;
    }

    get zones() {
        return this.shop.offer.zones.map((zone) => {
            const prices = Object.values(zone.prices);
            const from = prices.length ? this.shop.money(Math.min(...prices)) : "";
            return { ...zone, from };
        });
    }

    get best() {
        const { most_tickets } = this.model.status;
        return BEST.filter((count) => count <= most_tickets - this.shop.count);
    }

    get areas() {
        return this.shop.offer.areas.map((area) => ({
            ...area,
            color: this.shop.offer.zones.find(({ id }) => id === area.zone_id)?.color,
        }));
    }

    get chosen() {
        const { map, cart } = this.shop;
        const mine = new Set(cart?.seats.map(({ seat_id }) => seat_id));
        const indexes = new Set();
        map.ids.forEach((id, index) => mine.has(id) && indexes.add(index));
        return indexes;
    }

    get states() {
        const own = this.shop.states.slice();
        this.chosen.forEach((index) => (own[index] = MINE));
        return own;
    }

    describe(index) {
        const zone = this.shop.zoneOf(index);
        const label = seatLabel(this.shop.map, index);
        return zone ? `${label}\n${zone.name}` : label;
    }

    selectable(index) {
        return this.chosen.has(index) || this.shop.isFree(index);
    }

    pickZone(id) {
        this.state.zone = this.state.zone === id ? null : id;
    }

    get isStanding() {
        return Boolean(standingArea(this.shop.offer, this.state.zone));
    }

    /** Why no more can be chosen. */
    get enough() {
        const count = this.model.status.most_tickets;
        return _t("Up to %(count)s tickets at a time. For more, please go to the counter.", {
            count,
        });
    }

    bestLabel(count) {
        return this.isStanding
            ? _t("Add tickets: %(count)s", { count })
            : _t("Best %(count)s together", { count });
    }
}
