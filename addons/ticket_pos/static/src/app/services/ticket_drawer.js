import { TextInputPopup } from "@point_of_sale/app/components/popups/text_input_popup/text_input_popup";
import { makeAwaitable } from "@point_of_sale/app/utils/make_awaitable_dialog";
import { askSupervisor } from "@ticket_pos/app/services/ticket_approval";
import { _t } from "@web/core/l10n/translation";

/** Open the cash drawer without a sale: with a reason, and a supervisor's word. */
export async function openDrawer({ pos, dialog }) {
    const typed = await makeAwaitable(dialog, TextInputPopup, {
        title: _t("Why is the drawer opened?"),
        placeholder: _t("Change for the bar, a count …"),
    });
    const reason = (typed || "").trim();
    if (!reason) {
        return;
    }
    const token = await askSupervisor(
        { pos, dialog },
        {
            act: "drawer",
            model: "pos.session",
            keys: [pos.session.id],
            reason,
            summary: _t("Open the drawer without a sale: %(reason)s", { reason }),
        },
    );
    if (token === null) {
        return;
    }
    await pos.data.call("pos.config", "ticket_open_drawer", [[pos.config.id], reason, token]);
    await pos.hardwareProxy.openCashbox(_t("No sale: %(reason)s", { reason }));
}
