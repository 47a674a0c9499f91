import { openDrawer } from "@ticket_pos/app/services/ticket_drawer";
import { deskActions } from "@ticket_pos/app/services/ticket_desk_actions";
import { changePrices } from "@ticket_pos/app/services/ticket_user_price";
import { _t } from "@web/core/l10n/translation";

function hasTickets(pos) {
    return Boolean(pos.getOrder()?.ticketSeats.length);
}

deskActions
    .add("price", {
        label: _t("Change price"),
        icon: "fa-percent",
        shortcut: "alt+o",
        sequence: 110,
        isShown: hasTickets,
        run: (screen) => changePrices(screen, "percent"),
    })
    .add("complimentary", {
        label: _t("Complimentary"),
        icon: "fa-gift",
        shortcut: "alt+i",
        sequence: 120,
        isShown: hasTickets,
        run: (screen) => changePrices(screen, "free"),
    })
    .add("drawer", {
        label: _t("Open drawer"),
        icon: "fa-inbox",
        shortcut: "alt+w",
        sequence: 130,
        isShown: (pos) => Boolean(pos.config.iface_cashdrawer),
        run: openDrawer,
    });
