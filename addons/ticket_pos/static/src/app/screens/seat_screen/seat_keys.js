import { seatsOnScreen, seatToChange } from "@ticket_pos/app/components/type_split/type_split";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { useDeskKeys } from "./desk_keys";

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/**
 * Selling without a mouse: everything the seat screen does has its key.
 *
 * @param {import("./seat_screen").SeatScreen} screen
 */
export function useSeatKeys(screen) {
    const { pos, desk } = screen;

    /** One more of the type among the seats in the cart; without seats: sell this type. */
    function moreOf(number) {
        const type = screen.types[number - 1];
        if (!type) {
            return;
        }
        const seats = seatsOnScreen(screen.order, desk.sessionId);
        const zones = desk.offer?.zones || [];
        const change = seatToChange({ zones }, seats, type.id);
        if (change) {
            return desk.cart.changeType(screen.order, change.place_id, change.type_id);
        }
        desk.typeId = type.id;
    }

    function removeLast() {
        const last = screen.order?.ticketSeats.at(-1);
        return last && desk.cart.remove(screen.order, [last.place_id]);
    }

    function plainKeys() {
        const keys = {};
        if (desk.offer) {
            for (const digit of DIGITS) {
                keys[digit] = () => screen.onPickBest(digit);
                keys[`shift+${digit}`] = () => moreOf(digit);
            }
        }
        return keys;
    }

    useDeskKeys(pos, plainKeys);
    useHotkey("delete", removeLast);
    useHotkey("alt+c", () => pos.selectPartner(), { bypassEditableProtection: true });
    useHotkey("alt+m", () => screen.map.el?.querySelector("[tabindex]").focus(), {
        bypassEditableProtection: true,
    });
}
