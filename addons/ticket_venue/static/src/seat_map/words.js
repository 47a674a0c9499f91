import { appTranslateFn } from "@web/core/l10n/translation";
import { sprintf } from "@web/core/utils/strings";

/** {module: {text: translation}} of a page that is drawn before Odoo's own have come. */
let pageWords = null;

/** @param {Record<string, Record<string, string>>} words */
export function setPageWords(words) {
    pageWords = words;
}

/** Like Odoo's `appTranslateFn`, with the page's own words when it has brought some. */
export function translate(text, module, ...values) {
    if (!pageWords) {
        return appTranslateFn(text, module, ...values);
    }
    const found = pageWords[module]?.[text] ?? text;
    return values.length ? sprintf(found, ...values) : found;
}

export function _t(text, ...values) {
    return translate(text, "ticket_venue", ...values);
}
