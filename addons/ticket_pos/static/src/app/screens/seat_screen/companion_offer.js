import { FREE, seatLabel } from "@ticket_venue/seat_map/seat_map_data";
import { companionsOf } from "@ticket_venue/utils/companions";
import { _t } from "@web/core/l10n/translation";

/**
 * Somebody may come along with a wheelchair user: offer the companion seat that goes with
 * the wheelchair place just taken, if it is free.
 *
 * @param {{map: Object, offer: Object, states: Uint8Array}} desk
 * @param {number} place
 * @param {Object} notification the service
 * @param {(seat: number) => void} take called when the offer is accepted
 */
export function offerCompanion({ map, offer, states }, place, notification, take) {
    const seats = companionsOf(map, offer.companions).get(place) || [];
    const seat = seats.find((index) => states[index] === FREE);
    if (seat === undefined) {
        return;
    }
    const text = _t("Somebody coming along? The companion seat is free: %(seat)s.", {
        seat: seatLabel(map, seat),
    });
    const onClick = () => {
        close();
        take(seat);
    };
    const buttons = [{ name: _t("Add the companion seat"), primary: true, onClick }];
    const close = notification.add(text, { type: "info", buttons });
}
