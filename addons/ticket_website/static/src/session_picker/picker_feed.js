/** Brings the map and what is free on it into the model, and keeps it up to date. */
export class PickerFeed {
    /**
     * @param {Object} shop the service `ticket_shop`
     * @param {import("./picker_model").PickerModel} model
     * @param {(lost: Object[]) => void} onLost told of choices that others have taken
     */
    constructor(shop, model, onLost) {
        Object.assign(this, { shop, model, onLost });
        this.etag = null;
    }

    async open() {
        const { offer } = this.model;
        const geometry = this.shop.geometry(offer.geometry);
        const states = await this.shop.availability(offer.availability);
        this.model.load(await geometry);
        this.take(states);
    }

    async load() {
        const { session, availability, areas } = this.model.offer;
        const states = await this.shop.availability(availability, this.etag);
        if (states) {
            this.take(states);
        }
        if (areas.length) {
            this.model.left = await this.shop.areas(session);
        }
    }

    take({ etag, buffer }) {
        this.etag = etag;
        const lost = this.model.setAvailability(buffer);
        if (lost.length) {
            this.onLost(lost);
        }
    }
}
