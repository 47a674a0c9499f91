import { TicketLeaseDialog } from "@ticket_pos/app/components/ticket_lease_dialog/ticket_lease_dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

registry.category("ticket_desk_actions").add("offline", {
    label: _t("Offline seats"),
    icon: "fa-plug",
    shortcut: "alt+l",
    sequence: 80,
    isShown: (pos) => Boolean(pos.config.ticket_lease_most),
    run: ({ dialog }) => dialog.add(TicketLeaseDialog),
});
