import { _t } from "@web/core/l10n/translation";

/** @returns {string} what a finding of `checkPlan` says to a person */
export function findingText({ code, section: id, params }, doc) {
    const section = doc.sections.get(id)?.name;
    const { row, numbers, count, missing } = params;
    const at = row ? _t("%(section)s, row %(row)s", { section, row }) : section;
    switch (code) {
        case "duplicate_label":
            return _t("%(at)s: numbers given more than once: %(numbers)s.", { at, numbers });
        case "no_number":
            return _t("%(section)s: seats without number: %(count)s.", { section, count });
        case "too_far":
            return _t("%(section)s: seats more than 10 km from the middle: %(count)s.", {
                section,
                count,
            });
        case "seat_in_standing":
            return _t("%(section)s is a standing area and yet has numbered seats: %(count)s.", {
                section,
                count,
            });
        case "no_capacity":
            return _t("%(section)s: say how many people the standing area holds.", { section });
        case "overlap":
            return _t("%(section)s: seats standing on each other: %(count)s.", { section, count });
        case "stray":
            return _t("%(section)s: seats far from all others: %(count)s.", { section, count });
        case "number_gap":
            return _t("%(at)s: no seat has number %(missing)s.", { at, missing });
        case "unbound_companion":
            return _t("%(section)s: companion seats without a wheelchair place: %(count)s.", {
                section,
                count,
            });
        case "empty_section":
            return _t("%(section)s has no seats.", { section });
        default:
            return _t("The map is empty. Draw rows of seats or a standing area.");
    }
}
