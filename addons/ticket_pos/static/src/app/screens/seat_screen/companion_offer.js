import { seatLabel } from "@ticket_venue/seat_map/seat_map_data";
import { companionsOf } from "@ticket_venue/utils/companions";
import { _t } from "@web/core/l10n/translation";

/**
 * The companion seat to offer with a wheelchair place just taken, as a notification.
 *
 * @param {Object} map geometry
 * @param {[number, number][]} pairs the offer's `companions`
 * @param {number} place
 * @param {(seat: number) => boolean} isFree
 * @returns {{seat: number, text: string, label: string} | null}
 */
export function companionOffer(map, pairs, place, isFree) {
    const seat = (companionsOf(map, pairs).get(place) || []).find(isFree);
    if (seat === undefined) {
        return null;
    }
    const name = seatLabel(map, seat);
    return {
        seat,
        text: _t("Somebody coming along? The companion seat is free: %(seat)s.", { seat: name }),
        label: _t("Add the companion seat"),
    };
}
