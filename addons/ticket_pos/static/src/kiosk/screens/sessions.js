import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { formatCount } from "../utils/amounts";

/** When one show is on. */
export class Sessions extends Component {
    static template = "ticket_pos.KioskSessions";
    static props = { model: Object };

    setup() {
        this.shop = useState(this.props.model.shop);
    }

    left(session) {
        if (session.named) {
            return _t("Tickets with names: at the counter");
        }
        if (session.free < 2) {
            return session.free ? _t("1 ticket left") : _t("Sold out");
        }
        const count = formatCount(session.free, this.props.model.lang);
        return _t("%(count)s tickets left", { count });
    }
}
