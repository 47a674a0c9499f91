import { deskKeys } from "@ticket_pos/app/components/shortcut_sheet/shortcut_sheet";
import { _t } from "@web/core/l10n/translation";

const SESSIONS = _t("Sessions");
const SEATS = _t("Seats");
const CART = _t("Cart");
const PAYMENT = _t("Payment");

const KEYS = {
    search: [SESSIONS, "alt+s", _t("Search; Enter takes the first")],
    next: [SESSIONS, "alt+n", _t("What starts next")],
    best: [SEATS, ["1", "…", "9"], _t("Best seats together, in the zone that is on")],
    zone: [SEATS, ["Alt", "1", "…", "9"], _t("Best seats in that zone")],
    type: [SEATS, ["Shift", "1", "…", "9"], _t("One more of that ticket type")],
    map: [SEATS, "alt+m", _t("To the map")],
    walk: [SEATS, ["←", "↑", "→", "↓"], _t("On the map: from seat to seat; Enter takes it")],
    remove: [CART, "delete", _t("Take the last seat out")],
    customer: [CART, "alt+c", _t("Choose the customer")],
    code: [CART, "alt+k", _t("Enter a discount code")],
    time: [CART, "alt+u", _t("More time for the seats")],
    goods: [CART, "alt+g", _t("Products")],
    pay: [CART, "alt+p", _t("Payment")],
    method: [PAYMENT, ["Alt", "1", "…", "9"], _t("Pay with that method")],
    validate: [PAYMENT, "alt+enter", _t("Validate; then the next order")],
    back: [PAYMENT, "alt+b", _t("Back")],
    sheet: [_t("Help"), ["?"], _t("Show this page; Alt shows the keys on the buttons")],
};

for (const [name, [group, keys, label]] of Object.entries(KEYS)) {
    deskKeys.add(name, { group, keys, label });
}
