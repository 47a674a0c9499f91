import { markRaw } from "@odoo/owl";
import {
    decodeAvailability,
    decodeGeometry,
    decodeRuns,
    FREE,
    indexOfSeat,
    MINE,
    seatLabel,
} from "@ticket_venue/seat_map/seat_map_data";
import { defaultType, priceOf, total, typesOfZone } from "../utils/basket.js";
import { PickerCompanions } from "./picker_companions";

/**
 * What the visitor has chosen in one session: the state behind the picker's screen. It
 * knows no server and no DOM.
 *
 * A choice is `{ index, seatId, placeId, sectionId, zone, typeId, label }`; `index` is the
 * seat's place in the geometry, -1 for a standing place; `placeId` is known once held.
 */
export class PickerModel {
    constructor(offer, limit) {
        this.offer = markRaw(offer);
        this.limit = limit;
        this.keptAs = offer.session; // by this name a reload finds what was chosen
        this.geometry = null;
        this.states = null;
        this.seatZones = null;
        this.choices = [];
        this.token = null;
        this.preferredType = false;
        this.left = {}; // of standing areas, as last heard
    }

    load(geometryFile) {
        this.geometry = markRaw(decodeGeometry(geometryFile));
        this.seatZones = decodeRuns(this.offer.seat_zones, this.geometry.count);
        this.companions = markRaw(new PickerCompanions(this.geometry, this.offer.companions));
    }

    /**
     * Take in the server's states.
     *
     * @param {ArrayBuffer} buffer
     * @returns {Object[]} choices that somebody else has taken
     */
    setAvailability(buffer) {
        this.states = decodeAvailability(buffer, this.geometry.count);
        const isLost = ({ index }) => index >= 0 && this.states[index] !== FREE;
        const lost = this.token ? [] : this.choices.filter(isLost);
        if (lost.length) {
            this.choices = this.choices.filter((choice) => !lost.includes(choice));
        }
        return lost;
    }

    /** The states as drawn, with the visitor's own seats. */
    get shownStates() {
        const shown = this.states.slice();
        for (const { index } of this.choices) {
            if (index >= 0) {
                shown[index] = MINE;
            }
        }
        return shown;
    }

    get selected() {
        return new Set(this.choices.map(({ index }) => index).filter((index) => index >= 0));
    }

    get isHeld() {
        return this.token !== null;
    }

    get total() {
        return total(this.choices, this.offer.currency.digits);
    }

    zoneOf(index) {
        return this.offer.zones[this.seatZones[index]];
    }

    nameOf(index) {
        return seatLabel(this.geometry, index);
    }

    /** Standing areas in the colour of their zone, as the seat map draws them. */
    get areas() {
        return this.offer.areas.map((area) => ({
            ...area,
            left: this.left[area.id] ?? area.left,
            color: this.offer.zones.find(({ id }) => id === area.zone_id)?.color,
        }));
    }

    /** Free, some ticket type has a price there, and no companion seat by itself. */
    isSelectable(index) {
        const isOpen = this.states[index] === FREE;
        const hasPrice = typesOfZone(this.offer, this.zoneOf(index)).length > 0;
        return isOpen && hasPrice && !this.companions.isAlone(index, (seat) => this.has(seat));
    }

    /** The companion seat to offer with a wheelchair place, -1 when there is none. */
    companionFor(index) {
        return this.companions.toOffer(index, (seat) => !this.has(seat) && this.isSelectable(seat));
    }

    has(index) {
        return this.choices.some((choice) => choice.index === index);
    }

    /** @returns {"added" | "removed" | "full" | "refused"} */
    toggle(index) {
        if (this.has(index)) {
            this.remove(this.choices.find((choice) => choice.index === index));
            return "removed";
        }
        if (!this.isSelectable(index)) {
            return "refused";
        }
        if (this.choices.length >= this.limit) {
            return "full";
        }
        const zone = this.zoneOf(index);
        this.choices.push({
            index,
            seatId: this.geometry.ids[index],
            placeId: false,
            sectionId: this.geometry.sections[this.geometry.section[index]].id,
            zone,
            typeId: defaultType(this.offer, zone, this.preferredType),
            label: this.nameOf(index),
        });
        return "added";
    }

    /** A companion seat goes with its wheelchair place. */
    remove(choice) {
        this.choices = this.choices.filter((other) => other !== choice);
        const isAlone = ({ index }) =>
            index >= 0 && this.companions.isAlone(index, (seat) => this.has(seat));
        this.choices = this.choices.filter((other) => !isAlone(other));
    }

    setType(choice, typeId) {
        choice.typeId = typeId;
        this.preferredType = typeId;
    }

    /** What the buyer must know of the chosen type. */
    termsOf(choice) {
        return this.typesOf(choice).find(({ id }) => id === choice.typeId)?.terms || "";
    }

    typesOf(choice) {
        return typesOfZone(this.offer, choice.zone);
    }

    priceOf(choice) {
        return priceOf(choice.zone, choice.typeId);
    }

    /** The server keeps these places now; types already chosen stay. */
    setHold(hold) {
        const before = new Map(this.choices.map((choice) => [choice.seatId, choice.typeId]));
        this.token = hold.token;
        this.choices = hold.places.map((place) => {
            const zone = this.offer.zones.find(({ id }) => id === place.zone_id);
            const wanted = before.get(place.seat_id) || this.preferredType;
            return {
                index: place.seat_id ? indexOfSeat(this.geometry, place.seat_id) : -1,
                seatId: place.seat_id,
                placeId: place.id,
                sectionId: place.section_id,
                zone,
                typeId: defaultType(this.offer, zone, wanted),
                label: place.label,
            };
        });
    }

    /** The server keeps nothing any more; seats stay chosen, standing places go. */
    dropHold() {
        this.token = null;
        this.choices = this.choices.filter(({ index }) => index >= 0);
        for (const choice of this.choices) {
            choice.placeId = false;
        }
    }

    get seatIds() {
        return this.choices.map(({ seatId }) => seatId);
    }

    get typeByPlace() {
        return Object.fromEntries(this.choices.map(({ placeId, typeId }) => [placeId, typeId]));
    }
}
