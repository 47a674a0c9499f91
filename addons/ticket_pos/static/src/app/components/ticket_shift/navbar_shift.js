import { Navbar } from "@point_of_sale/app/components/navbar/navbar";
import { TicketShiftDialog } from "@ticket_pos/app/components/ticket_shift/ticket_shift_dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { patch } from "@web/core/utils/patch";

patch(Navbar.prototype, {
    openTicketShift() {
        this.dialog.add(TicketShiftDialog, {});
    },
});

registry.category("ticket_desk_actions").add("shift", {
    label: _t("Shift report"),
    icon: "fa-file-text-o",
    shortcut: "alt+h",
    sequence: 70,
    run: ({ dialog }) => dialog.add(TicketShiftDialog, {}),
});
