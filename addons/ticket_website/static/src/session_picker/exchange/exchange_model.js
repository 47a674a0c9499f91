import { PickerModel } from "../picker_model";

/**
 * The new seats of tickets that are exchanged: as many as there are tickets, each with the
 * ticket type of one of them.
 */
export class ExchangeModel extends PickerModel {
    /**
     * @param {Object} offer
     * @param {{id: number, type_id: number}[]} tickets
     */
    constructor(offer, tickets) {
        super(offer, tickets.length);
        this.tickets = tickets;
        this.keptAs = [offer.session, ...tickets.map(({ id }) => id)].join("_");
    }

    /** How many seats are still to be chosen. */
    get missing() {
        return this.tickets.length - this.choices.length;
    }

    /** Ticket types that no seat has yet, as often as there are tickets of them. */
    get openTypes() {
        const open = this.tickets.map(({ type_id: typeId }) => typeId);
        for (const { typeId } of this.choices) {
            const place = open.indexOf(typeId);
            if (place >= 0) {
                open.splice(place, 1);
            }
        }
        return open;
    }

    typeFor(zone) {
        return this.openTypes.find((typeId) => String(typeId) in (zone?.prices || {}));
    }

    isSelectable(index) {
        const isSold = !this.missing || this.typeFor(this.zoneOf(index)) !== undefined;
        return isSold && super.isSelectable(index);
    }

    /** The seat chosen first makes room for one too many. */
    toggle(index) {
        if (!this.missing && !this.has(index) && this.isSelectable(index)) {
            const [first] = this.choices;
            this.remove(first);
            if (!this.isSelectable(index)) {
                this.choices.unshift(first); // no ticket of that type
                return "refused";
            }
        }
        const typeId = this.typeFor(this.zoneOf(index));
        const outcome = super.toggle(index);
        if (outcome === "added") {
            this.choices.at(-1).typeId = typeId;
        }
        return outcome;
    }

    /** Two seats change their types when there is no ticket left of the wanted one. */
    setType(choice, typeId) {
        if (!this.openTypes.includes(typeId)) {
            const sells = (zone) => String(choice.typeId) in zone.prices;
            const other = this.choices.find((one) => one.typeId === typeId && sells(one.zone));
            if (!other) {
                return;
            }
            other.typeId = choice.typeId;
        }
        choice.typeId = typeId;
    }

    /** @returns {Record<number, number>} ticket id -> seat id */
    get seatOfTickets() {
        const tickets = [...this.tickets];
        const pairs = this.choices.map(({ seatId, typeId }) => {
            const place = tickets.findIndex(({ type_id: other }) => other === typeId);
            return [tickets.splice(place, 1)[0].id, seatId];
        });
        return Object.fromEntries(pairs);
    }
}
