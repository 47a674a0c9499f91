import { summarise } from "@ticket_pos/utils/selection";
import { indexOfSeat, seatLabel } from "@ticket_venue/seat_map/seat_map_data";

/**
 * Seats as the customer reads them: in the display's language where the map is known, else
 * as the till calls them.
 */
export function seatWords(card, seats) {
    const map = card?.map;
    return summarise(
        seats.map(({ id, label }) => {
            const index = map && id ? indexOfSeat(map, id) : -1;
            return index < 0 ? label : seatLabel(map, index);
        }),
    );
}
