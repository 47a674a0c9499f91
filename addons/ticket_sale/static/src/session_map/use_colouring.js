import { markRaw, useState } from "@odoo/owl";
import { decodeRuns } from "@ticket_venue/seat_map/seat_map_data";
import { scaleZones } from "@ticket_venue/utils/value_scale";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { figureNames } from "./figure_names";

/** From the best seats to the furthest; told apart by lightness alone too. */
const QUALITY_COLORS = [
    "#440154",
    "#46327e",
    "#365c8d",
    "#277f8e",
    "#1fa187",
    "#4ac16d",
    "#a0da39",
    "#fde725",
];

/** What the colours of a session's map mean: states, zones, prices, quality or figures. */
export class Colouring {
    constructor(orm) {
        this.orm = markRaw(orm);
        this.mode = "state";
        this.measure = "speed";
        this.wholeShow = false;
        this.heat = null;
        this.look = null;
    }

    /** Another session is shown, or its offer has changed. */
    async load(offer, geometry) {
        this.offer = markRaw(offer);
        this.count = geometry.count;
        this.seatZones = markRaw(decodeRuns(offer.seat_zones, geometry.count));
        await this.show(this.mode);
    }

    async show(mode) {
        const looks = {
            quality: () => this.qualityLook(),
            price: () => this.priceLook(),
            heat: () => this.heatLook(),
        };
        this.wanted = mode;
        const look = (await looks[mode]?.()) || this.plainLook();
        if (this.wanted !== mode) {
            return; // another one was chosen while the server was asked
        }
        this.mode = mode;
        this.look = markRaw({ ...look, mode });
    }

    setMeasure(measure) {
        this.measure = measure;
        return this.show("heat");
    }

    setWholeShow(wholeShow) {
        this.wholeShow = wholeShow;
        return this.show("heat");
    }

    plainLook() {
        return { zones: this.offer.zones, seatZones: this.seatZones };
    }

    async qualityLook() {
        const runs = await this.orm.call("ticket.session", "get_quality", [this.offer.session]);
        const names = { 0: _t("Best"), 7: _t("Furthest") };
        const zones = QUALITY_COLORS.map((color, index) => ({
            color,
            level: QUALITY_COLORS.length - 1 - index,
            name: names[index] ?? `${index + 1}`,
        }));
        return { zones, seatZones: decodeRuns(runs, this.count) };
    }

    /** The dearest ticket of the seat's zone. */
    priceLook() {
        const full = this.offer.zones.map(({ prices }) => Math.max(...Object.values(prices)));
        const values = Float64Array.from(this.seatZones, (zone) =>
            Number.isFinite(full[zone]) ? full[zone] : NaN,
        );
        return scaleZones(values, figureNames("price", this.offer.currency));
    }

    async heatLook() {
        const args = [this.offer.session, this.measure, this.wholeShow];
        const heat = await this.orm.call("ticket.session", "get_heat", args);
        this.heat = markRaw(heat);
        const values = new Float64Array(this.count).fill(NaN);
        let start = 0;
        for (const [value, length] of heat.runs) {
            values.fill(value ?? NaN, start, start + length);
            start += length;
        }
        const isSpeed = this.measure === "speed";
        return scaleZones(values, figureNames(this.measure, this.offer.currency), {
            byRank: isSpeed,
            reversed: isSpeed,
        });
    }
}

export function useColouring() {
    return useState(new Colouring(useService("orm")));
}
