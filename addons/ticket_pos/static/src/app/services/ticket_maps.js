import { decodeGeometry } from "@ticket_venue/seat_map/seat_map_data";
import { _t } from "@web/core/l10n/translation";

/** Seat maps by address: one never changes under its address, so it is fetched once. */
export class TicketMaps {
    constructor(server) {
        this.server = server;
        this.maps = new Map();
    }

    async load(url) {
        if (!this.maps.has(url)) {
            const response = await this.server.fetch(url);
            if (!response.ok) {
                throw new Error(_t("The seat map could not be loaded."));
            }
            this.maps.set(url, decodeGeometry(await response.json()));
        }
        return this.maps.get(url);
    }
}
