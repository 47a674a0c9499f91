import { translate } from "@ticket_venue/seat_map/words";

/** The picker's own texts, before and after Odoo's translations have come. */
export function _t(text, ...values) {
    return translate(text, "ticket_website", ...values);
}
