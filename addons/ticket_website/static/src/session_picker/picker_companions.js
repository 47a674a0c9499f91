import { companionsOf } from "@ticket_venue/utils/companions";

/** Companion seats in a picker: sold with the wheelchair place they belong to. */
export class PickerCompanions {
    /**
     * @param {Object} geometry
     * @param {[number, number][]} [pairs] the offer's `companions`
     */
    constructor(geometry, pairs) {
        this.geometry = geometry;
        this.seatsOf = companionsOf(geometry, pairs);
        this.placeOf = new Map();
        for (const [place, seats] of this.seatsOf) {
            seats.forEach((seat) => this.placeOf.set(seat, place));
        }
    }

    /** A companion seat whose wheelchair place is not among the chosen ones. */
    isAlone(seat, has) {
        const { kind, kindCodes } = this.geometry;
        return kindCodes[kind[seat]] === "companion" && !has(this.placeOf.get(seat) ?? -1);
    }

    /**
     * The seat to offer to whoever has just chosen this one.
     *
     * @param {number} place
     * @param {(seat: number) => boolean} isOpen
     * @returns {number} -1 when there is none
     */
    toOffer(place, isOpen) {
        return (this.seatsOf.get(place) || []).find(isOpen) ?? -1;
    }
}
