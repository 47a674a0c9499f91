import { Component } from "@odoo/owl";
import { inkOn, zoneColor, zoneTag } from "@ticket_venue/utils/seat_styles";
import { _t } from "../words.js";

/** Zones with their prices and what is left: pressed ones stay bright on the map. */
export class PriceFilter extends Component {
    static template = "ticket_website.PriceFilter";
    static props = {
        zones: Array,
        free: Array,
        shown: Array,
        range: Function,
        wheelchairs: Number,
        accessible: Boolean,
        isAll: Boolean,
        onToggle: Function,
        onAccessible: Function,
        onAll: Function,
    };

    get wheelchairText() {
        const { wheelchairs: count } = this.props;
        return count ? _t("%(count)s left", { count }) : _t("Sold out");
    }

    get chips() {
        const { zones, free, shown, range } = this.props;
        return zones
            .map((zone, index) => ({ zone, index, price: range(zone) }))
            .filter(({ price }) => price)
            .map(({ zone, index, price }) => {
                const color = zoneColor(zone, index);
                return {
                    index,
                    price,
                    name: zone.name,
                    tag: zones.length > 1 ? zoneTag(zone, index) : "",
                    style: `background: ${color}; color: ${inkOn(color)}`,
                    isShown: shown.includes(index),
                    isGone: !free[index],
                    left: free[index]
                        ? _t("%(count)s left", { count: free[index] })
                        : _t("Sold out"),
                };
            });
    }
}
