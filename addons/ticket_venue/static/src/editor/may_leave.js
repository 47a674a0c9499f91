import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";

/**
 * Saves what is not saved; what the server does not take is lost only when the person
 * says so.
 *
 * @param {import("./plan_store.js").PlanStore} store
 * @param {Object} dialog the dialog service
 * @returns {Promise<boolean>}
 */
export async function mayLeave(store, dialog) {
    if (!store.isUnsaved || (await store.save())) {
        return true;
    }
    return new Promise((resolve) =>
        dialog.add(ConfirmationDialog, {
            title: _t("The last changes are not saved"),
            body: store.state.error || _t("The server cannot be reached."),
            confirmLabel: _t("Leave and lose them"),
            confirm: () => resolve(true),
            cancelLabel: _t("Stay"),
            cancel: () => resolve(false),
        }),
    );
}

/** Asks before an action with unsaved changes is left. */
export function useMayLeave(getStore) {
    const dialog = useService("dialog");
    useSetupAction({ beforeLeave: () => mayLeave(getStore(), dialog) });
}
