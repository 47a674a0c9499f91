import { _t } from "@web/core/l10n/translation";

/** @returns {string} why a numbering is refused, in the reader's language */
export function refusal({ code, params }) {
    const texts = {
        nothing: () => _t("Neither rows nor seats are to be named: choose at least one."),
        unknown: () => _t("“%(value)s” is not a choice for %(name)s.", params),
        step: () => _t("The step must be a whole number from 1 to %(limit)s.", params),
        start_number: () => _t("“%(value)s” is not a number to start with.", params),
        start_letters: () => _t("“%(value)s” are not letters to start with.", params),
        start_skipped: () => _t("The first name “%(value)s” is among those left out.", params),
        skip_number: () => _t("“%(value)s” is not a number to leave out.", params),
        skip_letter: () => _t("“%(value)s” is not a letter to leave out.", params),
        skip_all: () => _t("All letters are left out: leave at least two."),
        names_missing: () => _t("Write the names to be given, separated by commas."),
        names_repeated: () => _t("The name “%(name)s” is in the list twice.", params),
        names_long: () => _t("The name “%(name)s” is longer than %(limit)s characters.", params),
        names_few: () => _t("The list has %(have)s names, but %(need)s are needed.", params),
        middle_numbers: () => _t("Odd and even need numbers, not letters or a list."),
        middle_step: () => _t("Odd and even numbers go by two: the step must be 1."),
        middle_start: () => _t("Odd and even start with an odd number, not %(value)s.", params),
        middle_across: () =>
            _t(
                "Odd and even start anew in the middle of each row; they cannot go on from row to row.",
            ),
        repeated: () =>
            _t(
                "Two seats would both be row %(row)s, seat %(number)s of one section (%(count)s such seats). Name the rows too, or let the seats start anew.",
                params,
            ),
    };
    return texts[code]();
}
