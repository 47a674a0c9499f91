import { registry } from "@web/core/registry";
import { decodeAvailability, decodeGeometry } from "@ticket_venue/seat_map/seat_map_data";

/** Fetches maps and their states for the back office; a map is fetched once a revision. */
export const seatMapLoader = {
    dependencies: ["orm"],
    start(env, { orm }) {
        const maps = new Map();

        async function read(url) {
            const response = await fetch(url);
            if (!response.ok) {
                throw Object.assign(new Error(`${url}: ${response.status}`), {
                    status: response.status,
                });
            }
            return response;
        }

        function loadGeometry(url) {
            if (!maps.has(url)) {
                const loading = read(url)
                    .then((response) => response.json())
                    .then(decodeGeometry);
                loading.catch(() => maps.delete(url));
                maps.set(url, loading);
            }
            return maps.get(url);
        }

        return {
            loadGeometry,
            async loadMap(mapId) {
                return loadGeometry(await orm.call("ticket.seat.map", "get_geometry_url", [mapId]));
            },
            async loadStates(url, count) {
                const response = await read(url);
                return decodeAvailability(await response.arrayBuffer(), count);
            },
        };
    },
};

registry.category("services").add("ticket_seat_map_loader", seatMapLoader);
