import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { countByZone } from "@ticket_sale/utils/zone_counts";

/** The zones with their price and what is left; one tap takes the best seats of one. */
export class ZoneBar extends Component {
    static template = "ticket_pos.ZoneBar";
    static props = {
        zones: { type: Array, element: Object },
        zoneId: { type: [Number, { value: null }], optional: true },
        typeId: { type: [Number, { value: null }], optional: true },
        party: Number,
        states: Object,
        seatZones: Object,
        areas: { type: Array, element: Object },
        onPick: Function,
        onBest: Function,
    };

    get rows() {
        const { zones, typeId } = this.props;
        const { left } = this;
        return zones.map((zone, index) => ({
            ...zone,
            index,
            price: zone.prices[typeId],
            left: left[index],
            label: _t("Best %(count)s in %(zone)s", { count: this.props.party, zone: zone.name }),
        }));
    }

    /** Free seats and standing places by zone; counted again only when they change. */
    get left() {
        const { states, seatZones, zones, areas } = this.props;
        if (this.counted !== states || this.countedAreas !== areas) {
            [this.counted, this.countedAreas] = [states, areas];
            const seats = countByZone(states, seatZones, zones.length);
            this.counts = zones.map(({ id }, index) =>
                areas
                    .filter((area) => area.zone_id === id)
                    .reduce((sum, area) => sum + (area.left || 0), seats[index].free),
            );
        }
        return this.counts;
    }

    money(amount) {
        return this.env.utils.formatCurrency(amount);
    }
}
