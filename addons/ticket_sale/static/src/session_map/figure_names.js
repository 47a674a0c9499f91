import { _t } from "@web/core/l10n/translation";

/** @returns {string} hours as hours, from two days on as days */
export function hoursText(hours) {
    const [count, isLong] = hours >= 48 ? [Math.round(hours / 24), true] : [hours, false];
    return isLong ? _t("%(count)s days", { count }) : _t("%(count)s h", { count });
}

export function moneyText(amount, { symbol, position, digits }) {
    const number = amount.toLocaleString(undefined, { maximumFractionDigits: digits });
    return position === "before" ? `${symbol}${number}` : `${number} ${symbol}`;
}

function rangeText({ from, to }, text) {
    return from === to ? text(to) : `${text(from)} – ${text(to)}`;
}

/** How the classes of a measure are called: (range) => text. */
export function figureNames(measure, currency) {
    return {
        speed: ({ to }) => _t("sold within %(time)s", { time: hoursText(to) }),
        price: (range) => rangeText(range, (amount) => moneyText(amount, currency)),
        attendance: (range) =>
            rangeText(range, (share) => _t("%(share)s came", { share: `${share}%` })),
    }[measure];
}
