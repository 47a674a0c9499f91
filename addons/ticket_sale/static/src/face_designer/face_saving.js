import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";

function ask(dialog, texts) {
    return new Promise((resolve) =>
        dialog.add(ConfirmationDialog, {
            ...texts,
            confirm: () => resolve(true),
            cancel: () => resolve(false),
        }),
    );
}

/**
 * Saves a face that has no errors; with errors it tells them and saves nothing.
 *
 * @param {Object} screen store, drawer, and the services dialog and notification
 * @returns {Promise<boolean>} whether it is saved
 */
export async function saveFace({ store, drawer, dialog, notification }) {
    if (store.state.isSaving) {
        return false;
    }
    const errors = await drawer.check();
    if (errors.length) {
        const text =
            errors.length === 1
                ? _t("One thing must be put right before the face can be saved.")
                : _t("%(count)s things must be put right before the face can be saved.", {
                      count: errors.length,
                  });
        notification.add(text, { type: "danger" });
        return false;
    }
    const mayWrite =
        !(await store.isOvertaken()) ||
        (await ask(dialog, {
            title: _t("Somebody else has saved this face"),
            body: _t("It was changed while you worked on it. Save yours and replace theirs?"),
            confirmLabel: _t("Replace theirs"),
            cancelLabel: _t("Do not save"),
        }));
    if (mayWrite) {
        await store.save();
    }
    return mayWrite;
}

/** Asks before unsaved changes are left. */
export async function mayLeave({ store, dialog }) {
    return (
        !store.isUnsaved ||
        ask(dialog, {
            title: _t("The last changes are not saved"),
            body: _t("If you leave now they are lost."),
            confirmLabel: _t("Leave and lose them"),
            cancelLabel: _t("Stay"),
        })
    );
}
