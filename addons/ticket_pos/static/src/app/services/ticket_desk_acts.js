import { openDrawer } from "@ticket_pos/app/services/ticket_drawer";
import { deskActions } from "@ticket_pos/app/services/ticket_desk_actions";
import { changePrices } from "@ticket_pos/app/services/ticket_user_price";
import { _t } from "@web/core/l10n/translation";

function hasTickets(pos) {
    return Boolean(pos.getOrder()?.ticketSeats.length);
}

function openFind({ env }) {
    return env.services.ticket_find.open({});
}

deskActions
    .add("refund", {
        label: _t("Give back"),
        icon: "fa-undo",
        shortcut: "alt+r",
        sequence: 20,
        run: openFind,
    })
    .add("exchange", {
        label: _t("Exchange"),
        icon: "fa-exchange",
        shortcut: "alt+x",
        sequence: 30,
        run: openFind,
    })
    .add("reprint", {
        label: _t("Print a copy"),
        icon: "fa-print",
        shortcut: "alt+y",
        sequence: 140,
        run: openFind,
    })
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
