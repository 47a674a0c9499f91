import { Component } from "@odoo/owl";
import { levelShare } from "../utils/seat_stamps.js";
import { inkOn, isScale, zoneColor, zoneLevel, zoneTag } from "../utils/seat_styles.js";
import { _t } from "./words.js";

/** What colours and shapes mean; a zone can be singled out. */
export class SeatMapLegend extends Component {
    static template = "ticket_venue.SeatMapLegend";
    static props = {
        zones: Array,
        mode: String,
        shown: Number,
        hasStates: Boolean,
        onToggle: Function,
    };

    get isScale() {
        return isScale(this.props.mode);
    }

    get groupLabel() {
        return this.isScale ? _t("From little to much") : _t("Zones");
    }

    /** Zones with a sign on their colour, levels of a figure with their size. */
    get zones() {
        const { zones, shown } = this.props;
        return zones.map((zone, index) => {
            const color = zoneColor(zone, index);
            const share = this.isScale ? levelShare(zoneLevel(zone, index, zones)) : 1;
            return {
                index,
                name: zone.name,
                tag: this.isScale || zones.length < 2 ? "" : zoneTag(zone, index),
                style: `background: ${color}; color: ${inkOn(color)}; transform: scale(${share})`,
                isShown: shown === index,
            };
        });
    }
}
