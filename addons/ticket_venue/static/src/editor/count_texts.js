import { _t } from "@web/core/l10n/translation";

/** Counted things in words, one and many apart. */
export function seatCount(count) {
    return count === 1 ? _t("1 seat") : _t("%(count)s seats", { count });
}

export function sectionCount(count) {
    return count === 1 ? _t("1 section") : _t("%(count)s sections", { count });
}

export function shapeCount(count) {
    return count === 1 ? _t("1 shape") : _t("%(count)s shapes", { count });
}

export function areaCount(count) {
    return count === 1 ? _t("1 standing area") : _t("%(count)s standing areas", { count });
}
