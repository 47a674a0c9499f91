import { _t } from "@web/core/l10n/translation";

/** The states of sale that help to choose; others say nothing. */
export function suggestionStates() {
    return {
        open: { name: _t("On sale"), css: "o_ticket_badge_open" },
        few: { name: _t("Few left"), css: "o_ticket_badge_few" },
        presale: { name: _t("Members' presale"), css: "o_ticket_badge_soon" },
        soon: { name: _t("Coming soon"), css: "o_ticket_badge_soon" },
        sold_out: { name: _t("Sold out"), css: "o_ticket_badge_off" },
    };
}
