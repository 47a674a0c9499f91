import { _t } from "@web/core/l10n/translation";

const WORDS = {
    unauthorized: () => _t("This browser does not belong to a lane any more. Pair it again."),
    device_revoked: () => _t("This device was taken out of service. Ask for a new pairing code."),
    wrong_code: () => _t("This pairing code is wrong, was used or is too old. Ask for a new one."),
    invalid_request: () => _t("A pairing code has eight characters. Look at it again."),
    too_many_tries: () => _t("Too many tries. Wait a quarter of an hour."),
};

/**
 * Why this browser may not scan, in the words of whoever holds it; the server's are for
 * programs.
 *
 * @param {{code?: string, message: string}} error
 */
export function refusalWords({ code, message }) {
    return WORDS[code]?.() ?? message;
}
