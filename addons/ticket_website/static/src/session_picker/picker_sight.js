import { markRaw } from "@odoo/owl";
import { indexOfSeat } from "@ticket_venue/seat_map/seat_map_data";
import { dimSeats, freeInZones } from "../utils/picker_zones.js";

/** What the visitor looks at: zones singled out by price, accessible places, a spot. */
export class PickerSight {
    /** @param {import("./picker_model").PickerModel} model */
    constructor(model) {
        this.model = model;
        this.zones = [];
        this.accessible = false;
        this.spot = undefined;
    }

    /** A session without seats, and with one area at most, needs no map. */
    get hasMap() {
        return this.model.geometry.count > 0 || this.model.offer.areas.length > 1;
    }

    /** The standing area in question: the one that was touched, or the only one. */
    area(id) {
        const { areas } = this.model;
        return this.hasMap ? areas.find((area) => area.id === id) : areas[0];
    }

    /** @param {number[]} seatIds */
    namesOf(seatIds) {
        const { geometry } = this.model;
        return seatIds.map((id) => this.model.nameOf(indexOfSeat(geometry, id))).join(", ");
    }

    /** Show these seats on the map. */
    look(seats) {
        const found = [...seats];
        if (found.length) {
            this.spot = markRaw({ seats: found });
        }
    }

    toggleZone(index) {
        this.zones = this.zones.includes(index)
            ? this.zones.filter((other) => other !== index)
            : [...this.zones, index];
    }

    toggleAccessible() {
        this.accessible = !this.accessible;
        if (this.accessible) {
            this.look(this.wheelchairPlaces);
        }
    }

    showAll() {
        this.zones = [];
        this.accessible = false;
    }

    get isAll() {
        return !this.zones.length && !this.accessible;
    }

    get dimmed() {
        const { geometry, seatZones } = this.model;
        const isWanted = (seat) =>
            ["wheelchair", "companion"].includes(geometry.kindCodes[geometry.kind[seat]]);
        return dimSeats(seatZones, new Set(this.zones), this.accessible ? isWanted : undefined);
    }

    get freeOfZones() {
        const { states, seatZones, offer, areas } = this.model;
        return freeInZones(states, seatZones, offer.zones, areas);
    }

    /** Places somebody could still choose, whatever the zone. */
    get free() {
        const { offer } = this.model;
        return this.freeOfZones.reduce(
            (sum, free, index) => sum + (Object.keys(offer.zones[index].prices).length ? free : 0),
            0,
        );
    }

    /** Free places for wheelchairs, in the order of the map. */
    get wheelchairPlaces() {
        const { model } = this;
        const { geometry } = model;
        const code = geometry.kindCodes.indexOf("wheelchair");
        const found = [];
        for (let seat = 0; code >= 0 && seat < geometry.count; seat++) {
            if (geometry.kind[seat] === code && (model.has(seat) || model.isSelectable(seat))) {
                found.push(seat);
            }
        }
        return found;
    }
}
